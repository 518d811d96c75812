import { type Flask, makeResponse, MethodView, request, View, type ViewDecorator } from "dewar";

class Greeting extends View<{ name: string }> {
  readonly #word: string;

  constructor(word: string) {
    super();
    this.#word = word;
  }

  dispatchRequest({ name }: { name: string }): string {
    return `${this.#word}, ${name}`;
  }
}

class Several extends View {
  static override readonly methods: readonly string[] = ["GET", "POST"];

  dispatchRequest(): string {
    return request.method;
  }
}

class Counting extends View {
  static override readonly initEveryRequest: boolean = false;
  #count = 0;

  dispatchRequest(): string {
    this.#count += 1;
    return String(this.#count);
  }
}

const bold: ViewDecorator = (view) => (values) => `<b>${textOf(view(values))}</b>`;
const italic: ViewDecorator = (view) => (values) => `<i>${textOf(view(values))}</i>`;

class Decorated extends View {
  static override readonly decorators: readonly ViewDecorator[] = [bold, italic];

  dispatchRequest(): string {
    return "text";
  }
}

class Todo extends MethodView<{ id: number }> {
  override get({ id }: { id: number }): object {
    return { id };
  }

  override put({ id }: { id: number }): object {
    return makeResponse({ put: id }, 201);
  }

  override delete(): object {
    return makeResponse("", 204);
  }
}

class Heads extends MethodView {
  override get(): string {
    return "got";
  }

  override head(): object {
    return makeResponse("", 200, { "X-Head": "own" });
  }

  override options(): string {
    return "own options";
  }
}

class Inherited extends Todo {
  override post(): string {
    return "posted";
  }
}

class Silent extends View {
  static override readonly provideAutomaticOptions: boolean = false;

  dispatchRequest(): string {
    return "silent";
  }
}

function textOf(answer: unknown): string {
  if (typeof answer === "string") return answer;
  throw new TypeError("The view that is decorated answers with text.");
}

export function addViews(app: Flask): void {
  app.addUrlRule("/views/greeting/<name>", { view: Greeting.asView("greeting", "Hello") });
  app.addUrlRule("/views/parting/<name>", { view: Greeting.asView("parting", "Bye") });
  app.addUrlRule("/views/several", { view: Several.asView("several_view") });
  app.addUrlRule("/views/counting", { view: Counting.asView("counting") });
  app.addUrlRule("/views/decorated", { view: Decorated.asView("decorated") });
  app.addUrlRule("/views/todo/<int:id>", { view: Todo.asView("todo") });
  app.addUrlRule("/views/heads", { view: Heads.asView("heads") });
  app.addUrlRule("/views/inherited/<int:id>", { view: Inherited.asView("inherited") });
  app.addUrlRule("/views/silent", { view: Silent.asView("silent") });
}
