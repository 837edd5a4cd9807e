# Builds everything, then keeps one bundle, the client's files and a Node.js to run them.
FROM node:24-slim AS build
WORKDIR /whispernet
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund --loglevel=error
COPY . .
ENV NX_DAEMON=false NX_NO_CLOUD=true NG_CLI_ANALYTICS=false
RUN node_modules/.bin/nx run-many --output-style=static -t build --projects=client,gateway

FROM node:24-slim
# Nothing here installs anything.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn*
WORKDIR /whispernet
COPY --from=build /whispernet/dist/apps/gateway/main.js ./
COPY --from=build /whispernet/dist/apps/client/browser ./client
COPY --from=build /whispernet/dist/apps/client/browser.packed ./client.packed
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 CLIENT_DIR=client
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "main.js"]
