//! Makes pictures smaller by leaving them fewer colours. What the extension shows has few but those of the edges
//! of letters, of which some thousands are almost the same.

import { crc32, deflateSync } from "node:zlib";

/** @typedef {import("./browser.mjs").Page} Page */

/**
 * A picture with 256 colours at most, without a further loss.
 * @param {Page} page Any page that may show images.
 * @param {Uint8Array} png
 * @param {"png" | "webp"} form
 */
export async function fewColours(page, png, form) {
  const url = `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
  const { width, height, bytes } = await page.evaluate(reduce, url, form);
  const buffer = Buffer.from(bytes, "base64");
  return form === "webp" ? buffer : packed(width, height, buffer);
}

/**
 * A PNG with eight bits for each of red, green and blue, which is what the stores take. Browsers write theirs in
 * a hurry; this one has half the bytes, for rows of few colours are best packed as they are.
 * @param {number} width
 * @param {number} height
 * @param {Buffer} colours Three bytes for each pixel.
 */
function packed(width, height, colours) {
  const row = width * 3;
  const rows = Array.from({ length: height }, (_, at) => Buffer.concat([Buffer.of(0), colours.subarray(at * row, (at + 1) * row)]));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const data = deflateSync(Buffer.concat(rows), { level: 9, memLevel: 9 });
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", header), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}

/** @param {string} name @param {Buffer} data */
function chunk(name, data) {
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  const named = Buffer.concat([Buffer.from(name, "latin1"), data]);
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/**
 * Runs in a page. The colours that most pixels have stay what they are: those are areas. Of the others, those with
 * the same upper four bits become the one of them that most pixels have, and what is left over becomes the nearest.
 * @param {string} url
 * @param {"png" | "webp"} form
 * @returns {Promise<{ width: number, height: number, bytes: string }>} A WebP, or three bytes for each pixel; in base64.
 */
async function reduce(url, form) {
  const MOST = 256;
  const AREAS = 64;
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no canvas");
  context.drawImage(image, 0, 0);
  const data = context.getImageData(0, 0, canvas.width, canvas.height);
  const pixels = new Uint32Array(data.data.buffer);

  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const count = (/** @type {number} */ colour) => counts.get(colour) ?? 0;
  const [areas, edges] = [new Map(), new Map()];
  for (const [at, [colour, times]] of [...counts].sort((a, b) => b[1] - a[1]).entries()) (at < AREAS ? areas : edges).set(colour, times);
  /** @type {Map<number, { colour: number, all: number }>} */
  const groups = new Map();
  for (const [colour, times] of edges) {
    const group = groups.get(colour & 0xf0f0f0);
    const most = group !== undefined && count(group.colour) >= times ? group.colour : colour;
    groups.set(colour & 0xf0f0f0, { colour: most, all: (group?.all ?? 0) + times });
  }
  const most = [...groups.values()].sort((a, b) => b.all - a.all).map(({ colour }) => colour);
  const palette = [...areas.keys(), ...most].slice(0, MOST);
  const part = (/** @type {number} */ colour, /** @type {number} */ at) => (colour >> at) & 255;
  const distance = (/** @type {number} */ a, /** @type {number} */ b) => [0, 8, 16].reduce((sum, at) => sum + (part(a, at) - part(b, at)) ** 2, 0);
  const nearest = (/** @type {number} */ colour) => palette.reduce((best, one) => (distance(one, colour) < distance(best, colour) ? one : best));
  const become = new Map([...counts.keys()].map((colour) => [colour, nearest(colour)]));
  pixels.forEach((colour, at) => {
    pixels[at] = become.get(colour) ?? colour;
  });
  context.putImageData(data, 0, 0);

  const { width, height } = canvas;
  const base64 = (/** @type {Uint8Array | Uint8ClampedArray} */ bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  if (form === "png") return { width, height, bytes: base64(data.data.filter((_, at) => at % 4 !== 3)) };
  // Of the best quality there is, it is one without loss.
  const blob = await new Promise((/** @type {(blob: Blob | null) => void} */ done) => canvas.toBlob(done, "image/webp", 1));
  if (blob?.type !== "image/webp") throw new Error("no WebP");
  return { width, height, bytes: base64(new Uint8Array(await blob.arrayBuffer())) };
}
