-- What a new blog shows. No password has the hash "!": nobody can log in as this user.
INSERT INTO user (username, password) VALUES ('flaskr', '!');

INSERT INTO post (author_id, title, body) VALUES (1, 'It works', 'This blog is written in TypeScript with Dewar: two blueprints, a few Jinja templates and SQLite.

Register, log in, and write the next post. The files are in examples/flaskr; docs/tutorial.md builds them step by step.');
