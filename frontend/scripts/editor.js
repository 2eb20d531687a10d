// The editor of longer texts: Tiptap, loaded when a page asks for it (`src/admin/rich`).
//
// `magnetiqEditor.make` puts an editor into an element. `changed` gets its HTML after each change that a person made,
// `moved` is called whenever the marks at the cursor may be others.
import { Editor } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";

const kit = () =>
  StarterKit.configure({
    heading: { levels: [2, 3, 4] },
    link: { openOnClick: false, defaultProtocol: "https", HTMLAttributes: { target: null, rel: null, class: null } },
    underline: false,
  });

const acts = {
  heading: (chain) => chain.toggleHeading({ level: 3 }),
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  bulletList: (chain) => chain.toggleBulletList(),
  orderedList: (chain) => chain.toggleOrderedList(),
  blockquote: (chain) => chain.toggleBlockquote(),
  codeBlock: (chain) => chain.toggleCodeBlock(),
  undo: (chain) => chain.undo(),
  redo: (chain) => chain.redo(),
};

globalThis.magnetiqEditor = {
  make(element, html, label, language, changed, moved) {
    const editor = new Editor({
      element,
      content: html,
      injectCSS: false,
      extensions: [kit()],
      editorProps: {
        attributes: { "aria-label": label, "aria-multiline": "true", role: "textbox", lang: language, class: "prose" },
      },
      onUpdate: () => changed(editor.isEmpty ? "" : editor.getHTML()),
      onTransaction: () => moved(),
    });
    return {
      put: (text) => editor.commands.setContent(text, { emitUpdate: false }),
      allow: (may) => editor.setEditable(may, false),
      is: (name) => editor.isActive(name),
      act: (name) => acts[name](editor.chain().focus()).run(),
      link: () => editor.getAttributes("link").href ?? "",
      setLink: (href) => {
        const chain = editor.chain().focus().extendMarkRange("link");
        (href ? chain.setLink({ href }) : chain.unsetLink()).run();
      },
      end: () => editor.destroy(),
    };
  },
};
