# One program in a small image: docker build -t magnetiq .
FROM node:22-bookworm-slim AS node

FROM rust:1.95-bookworm AS build
COPY --from=node /usr/local/bin /usr/local/bin
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    npx --yes rust-just build && cp target/release/magnetiq /usr/local/bin/magnetiq

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home --home-dir /var/lib/magnetiq magnetiq
COPY --from=build /usr/local/bin/magnetiq /usr/local/bin/magnetiq
USER magnetiq
WORKDIR /var/lib/magnetiq
ENV MAGNETIQ_LISTEN=0.0.0.0:8080 MAGNETIQ_DATA_DIR=/var/lib/magnetiq/data
RUN mkdir data
VOLUME /var/lib/magnetiq/data
EXPOSE 8080
ENTRYPOINT ["magnetiq"]
CMD ["serve"]
