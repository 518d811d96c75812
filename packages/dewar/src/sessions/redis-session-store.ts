import type { SessionStore } from "./session-store.ts";

/** What the store needs of a client of Redis: that of the `redis` package fits. */
export interface RedisSessionClient {
  get(key: string): Promise<unknown>;
  del(key: string): Promise<unknown>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

/** What {@link RedisSessionStore} takes. */
export interface RedisSessionStoreOptions {
  /** Put before every key. Default: "session:". */
  readonly prefix?: string;
}

// Redis runs a script in one step. The empty text, which no session has, stands for nothing.
const COMPARE_AND_SET = `
if (redis.call("GET", KEYS[1]) or "") ~= ARGV[1] then return 0 end
if ARGV[2] == "" then redis.call("DEL", KEYS[1])
else redis.call("SET", KEYS[1], ARGV[2], "PX", ARGV[3]) end
return 1`;

/**
 * Keeps sessions in Redis, for applications of several processes. The client is the application's own: it connects,
 * reconnects and closes it.
 *
 * ```ts
 * import { createClient } from "redis";
 * const client = await createClient({ url: process.env["REDIS_URL"] }).connect();
 * app.sessionInterface = new ServerSessionInterface(new RedisSessionStore(client));
 * ```
 */
export class RedisSessionStore implements SessionStore {
  readonly #client: RedisSessionClient;
  readonly #prefix: string;

  constructor(client: RedisSessionClient, options: RedisSessionStoreOptions = {}) {
    this.#client = client;
    this.#prefix = options.prefix ?? "session:";
  }

  async get(key: string): Promise<string | undefined> {
    const text = await this.#client.get(this.#prefix + key);
    return typeof text === "string" ? text : undefined;
  }

  async compareAndSet(
    key: string,
    expected: string | undefined,
    text: string | undefined,
    lifetime: number,
  ): Promise<boolean> {
    const milliseconds = Math.max(1, Math.ceil(lifetime * 1000));
    const written = await this.#client.eval(COMPARE_AND_SET, {
      keys: [this.#prefix + key],
      arguments: [expected ?? "", text ?? "", String(milliseconds)],
    });
    return Number(written) === 1;
  }

  async delete(key: string): Promise<void> {
    await this.#client.del(this.#prefix + key);
  }
}
