# One image for all processes; docker-compose.yml says which one a container runs.
# `npm ci` refuses a lock file without the builds of this platform; `npm install` takes the same versions.
FROM node:20-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev || npm install --no-save --omit=dev

FROM node:20-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci || npm install --no-save
COPY . .
RUN npm run build

FROM node:20-slim
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/package.json /app/next.config.js ./
COPY --from=build /app/app app
COPY --from=build /app/infra/lua infra/lua
COPY --from=build /app/dist dist
COPY --from=build /app/.next .next
USER node
EXPOSE 3000
CMD ["node", "--enable-source-maps", "dist/web.js"]
