import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isIPv4 } from "node:net";

import { der, integer, objectIdentifier, sequence, TAG } from "./der.ts";

/** A certificate and its key in PEM form, as the `tls` option of {@link serve} takes them. */
export interface AdhocCertificate {
  readonly key: string;
  readonly cert: string;
}

const DAY = 24 * 60 * 60 * 1000;
const ECDSA_WITH_SHA256 = sequence(objectIdentifier("1.2.840.10045.4.3.2"));
const COMMON_NAME = objectIdentifier("2.5.4.3");
const SUBJECT_ALT_NAME = objectIdentifier("2.5.29.17");

/**
 * Makes a certificate that signs itself, for HTTPS while developing. Browsers warn of it, as they should: nobody
 * vouches for it. It is good for 30 days (RFC 5280).
 *
 * @param hosts - The host names and IPv4 addresses that it is for.
 * @throws {TypeError} When a host is neither.
 * @example
 * const server = await serve(() => new Response("Hello"), { port: 0, tls: adhocCertificate() });
 * server.url.startsWith("https://127.0.0.1:"); // => true
 * await server.close();
 */
export function adhocCertificate(hosts: readonly string[] = ["localhost", "127.0.0.1"]): AdhocCertificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const name = nameOf(hosts[0] ?? "localhost");
  const now = Date.now();
  const body = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(randomBytes(16)),
    ECDSA_WITH_SHA256,
    name,
    sequence(utcTime(now - DAY), utcTime(now + 30 * DAY)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(alternativeNames(hosts))),
  );
  const signature = sign("sha256", body, privateKey);
  const certificate = sequence(body, ECDSA_WITH_SHA256, der(TAG.bitString, Buffer.from([0]), signature));
  return { key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(), cert: pem(certificate) };
}

function nameOf(commonName: string): Buffer {
  return sequence(der(TAG.set, sequence(COMMON_NAME, der(TAG.utf8String, commonName))));
}

function alternativeNames(hosts: readonly string[]): Buffer {
  return sequence(SUBJECT_ALT_NAME, der(TAG.octetString, sequence(...hosts.map(alternativeName))));
}

function alternativeName(host: string): Buffer {
  if (isIPv4(host)) return der(0x87, Buffer.from(host.split(".").map(Number)));
  if (/^[a-z0-9.-]+$/i.test(host)) return der(0x82, host);
  throw new TypeError(`${host} is neither a host name in ASCII nor an IPv4 address.`);
}

// As in 261122194100Z. Two digits of the year do until 2049 (RFC 5280 section 4.1.2.5).
function utcTime(time: number): Buffer {
  return der(TAG.utcTime, `${new Date(time).toISOString().replace(/\D/g, "").slice(2, 14)}Z`);
}

function pem(certificate: Buffer): string {
  const lines = certificate.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
