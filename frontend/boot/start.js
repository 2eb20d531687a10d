// Starts the program. The first content stays until it takes over.
import start from "{{script}}";

start({ module_or_path: "{{wasm}}" });
