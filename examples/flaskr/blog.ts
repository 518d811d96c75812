import { abort, Blueprint, flash, redirect, renderTemplate, request, urlFor } from "dewar";
import { requireUser } from "./auth.ts";
import { execute, findAll, findOne } from "./database.ts";

interface Post {
  readonly id: number;
  readonly author_id: number;
  readonly username: string;
  readonly created: string;
  readonly title: string;
  readonly body: string;
}

const POSTS = "SELECT post.*, username FROM post JOIN user ON post.author_id = user.id";

export const blog = new Blueprint("blog", import.meta.url);

blog.get("/", function index() {
  return renderTemplate("blog/index.html", { posts: findAll<Post>(`${POSTS} ORDER BY post.id DESC`) });
});

blog.route("/create", { methods: ["GET", "POST"] }, function create() {
  const user = requireUser();
  if (request.method === "POST") {
    const { title, body } = submittedPost();
    if (title !== "") {
      execute("INSERT INTO post (author_id, title, body) VALUES (?, ?, ?)", user.id, title, body);
      return redirect(urlFor("blog.index"));
    }
    flash("A post needs a title.", "error");
  }
  return renderTemplate("blog/create.html");
});

blog.route("/<int:id>/update", { methods: ["GET", "POST"] }, function update({ id }) {
  const post = ownPost(id);
  if (request.method === "POST") {
    const { title, body } = submittedPost();
    if (title !== "") {
      execute("UPDATE post SET title = ?, body = ? WHERE id = ?", title, body, id);
      return redirect(urlFor("blog.index"));
    }
    flash("A post needs a title.", "error");
  }
  return renderTemplate("blog/update.html", { post });
});

blog.post("/<int:id>/delete", function remove({ id }) {
  ownPost(id);
  execute("DELETE FROM post WHERE id = ?", id);
  flash("The post is gone.", "success");
  return redirect(urlFor("blog.index"));
});

/** The post with this id. Only its author gets it. */
function ownPost(id: number): Post {
  const user = requireUser();
  const post = findOne<Post>(`${POSTS} WHERE post.id = ?`, id);
  if (post === undefined) return abort(404, `There is no post ${id}.`);
  if (post.author_id !== user.id) return abort(403, "Only its author may change a post.");
  return post;
}

function submittedPost(): { title: string; body: string } {
  return {
    title: request.form.get("title", { default: "" }).trim(),
    body: request.form.get("body", { default: "" }),
  };
}
