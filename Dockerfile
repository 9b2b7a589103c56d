# The product for a team, from the same steps as without Docker: npm ci, npm run build, npm start.
FROM node:24.21.0-bookworm-slim AS build
ENV NEXT_TELEMETRY_DISABLED=1
WORKDIR /app
COPY package.json package-lock.json ./
RUN ["npm", "ci", "--omit=dev", "--no-audit", "--no-fund"]
COPY instrumentation.ts next.config.ts postcss.config.mjs proxy.ts tsconfig.json ./
COPY app app/
COPY components components/
COPY db db/
COPY lib lib/
COPY public public/
# The server runs as somebody else: it must be able to read everything, and to change nothing.
RUN npm run build && rm -rf .next/cache .debrief && chmod -R a+rX,go-w .

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 \
    DEBRIEF_MODE=team DEBRIEF_HOME=/data HOST=0.0.0.0 PORT=3000
# The sources come along: the start compares them with the build, and finds it whole.
COPY --from=build /app /app
RUN install -d -o node -g node -m 700 /data
WORKDIR /app
# By number, so that a cluster can see that it is not root.
USER 1000:1000
EXPOSE 3000
STOPSIGNAL SIGTERM
# A start may first have to migrate a large database.
HEALTHCHECK --start-period=300s --interval=10s --timeout=6s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/api/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "lib/start/start.mjs"]
