import { Response as HttpResponse } from "@dewar/http";

/** A response whose body is HTML unless it says otherwise. */
export class Response extends HttpResponse {
  static override readonly defaultMimetype: string = "text/html";
}
