// @ts-check
const BOUNDARY = "------------------------bench3f1c8a7d";
const SIZE = 10_000_000;
const body = multipart();

/** The bytes of the body that are not the file's. */
export const FRAME = body.byteLength - SIZE;

/** A form with a field and a file of 10 MB is read; the field and the size of the file come back. */
export default {
  name: "upload",
  // A client that sends so much is one of few.
  connections: 4,
  request: {
    method: "POST",
    path: "/upload",
    headers: { "Content-Type": `multipart/form-data; boundary=${BOUNDARY}` },
    body,
  },
  body: `holiday ${SIZE}`,
};

function multipart() {
  const head = [
    `--${BOUNDARY}`,
    'Content-Disposition: form-data; name="title"',
    "",
    "holiday",
    `--${BOUNDARY}`,
    'Content-Disposition: form-data; name="photo"; filename="beach.jpg"',
    "Content-Type: image/jpeg",
    "",
    "",
  ].join("\r\n");
  return Buffer.concat([Buffer.from(head), noise(SIZE), Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
}

// Bytes of any value, as compressed pictures have them, and the same in every run.
/** @param {number} size */
function noise(size) {
  const bytes = Buffer.allocUnsafe(size);
  let state = 1;
  for (let index = 0; index < size; index++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[index] = state >>> 16;
  }
  return bytes;
}
