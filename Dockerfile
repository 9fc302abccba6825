# One image for all roles. The base brings Node 24, and the database is a server of its own, so that the optional
# packages (Node and PostgreSQL for bare machines) are left out.
FROM node:24-slim

ENV NODE_ENV=production
WORKDIR /app

COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force

COPY config ./config
COPY jobs ./jobs
COPY src ./src
COPY storage ./storage
COPY test/newspaper ./test/newspaper
COPY LICENSE README.md ./
RUN mkdir var && chown node:node var

USER node
EXPOSE 4000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4000/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "src/cli/stet.js", "start"]
