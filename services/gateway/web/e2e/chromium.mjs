// Finds a Chromium, in this order: CHROME from the environment, one on the PATH, the one in npm
// (@sparticuz/chromium, linux x64, with its own libraries), Debian's package in its usual place.
import { accessSync, constants, existsSync, readFileSync, renameSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { createRequire } from "node:module";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function onPath() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  for (const name of names) for (const folder of folders) if (executable(join(folder, name))) return join(folder, name);
  return null;
}

/**
 * Unpacks npm's Chromium once per version into the user's cache: the binary, its fonts and the libraries a bare
 * machine lacks. The package itself would put them loose in the temporary folder, where two versions collide.
 */
async function fromNpm() {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  let packageFile;
  try {
    packageFile = join(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")), "..", "package.json");
  } catch {
    return null;
  }
  if (!existsSync(packageFile)) return null;
  const root = dirname(packageFile);
  const { version } = JSON.parse(readFileSync(packageFile, "utf8"));
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "optrek", `chromium-${version}-1`); // the last figure: how we unpack it
  if (!existsSync(join(cache, "ready"))) {
    await mkdir(dirname(cache), { recursive: true });
    // Unpack beside it and rename, so that two runs at once never meet half a browser.
    const work = await mkdtemp(join(dirname(cache), "unpack-"));
    const before = process.env.TMPDIR;
    process.env.TMPDIR = work; // where the package's inflate() writes
    try {
      const { inflate } = await import("@sparticuz/chromium");
      for (const part of ["chromium.br", "fonts.tar.br", "swiftshader.tar.br", "al2023.tar.br"]) await inflate(join(root, "bin", part));
      // The package's own fonts.conf looks in /tmp/fonts and the like; on a machine without fonts Chromium then dies.
      const look = (folder) => `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig><dir>${folder}</dir><cachedir>${join(folder, "cache")}</cachedir></fontconfig>\n`;
      await writeFile(join(work, "fonts", "fonts.conf"), look(join(cache, "fonts")));
      await writeFile(join(work, "ready"), "");
      if (!existsSync(cache)) renameSync(work, cache);
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
      await rm(work, { recursive: true, force: true });
    }
  }
  // Its own fonts only where the machine has none: without any, Chromium draws no letters at all.
  const fonts = existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_PATH: join(cache, "fonts") };
  return { executablePath: join(cache, "chromium"), env: { ...fonts, LD_LIBRARY_PATH: `${join(cache, "al2023", "lib")}${delimiter}${process.env.LD_LIBRARY_PATH ?? ""}` } };
}

/** `{ executablePath, env, from }`, or an error that says what to install. */
export async function findChromium() {
  if (process.env.CHROME) {
    if (!executable(process.env.CHROME)) throw new Error(`CHROME=${process.env.CHROME} cannot be run`);
    return { executablePath: process.env.CHROME, env: {}, from: "CHROME" };
  }
  const path = onPath();
  if (path) return { executablePath: path, env: {}, from: "PATH" };
  const npm = await fromNpm();
  if (npm) return { ...npm, from: "@sparticuz/chromium" };
  const debian = "/usr/lib/chromium/chromium";
  if (executable(debian)) return { executablePath: debian, env: {}, from: "Debian" };
  throw new Error("No Chromium found: set CHROME, run `npm ci` on linux x64, or `apt-get install chromium`.");
}
