import { defineConfig } from "vite";

// The bundle goes into the Python package; Django finds it through the manifest.
export default defineConfig({
  base: "./",
  publicDir: false,
  build: {
    outDir: "../src/maillage/design/static/bundle",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2022",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    rollupOptions: {
      input: {
        app: "src/app.js",
        map: "src/map.js",
        network: "src/network.js",
        pathway: "src/pathway.js",
        session: "src/session.js",
        workshop: "src/workshop.js",
      },
    },
  },
});
