import { Migration } from "@mikro-orm/migrations";

export class Migration20261123004338_first extends Migration {
  override name = "Migration20261123004338_first";

  override up(): void | Promise<void> {
    this.addSql(
      `create table "label" ("id" serial primary key, "name" varchar(30) not null, "color" text not null default 'gray');`,
    );
    this.addSql(`alter table "label" add constraint "label_name_unique" unique ("name");`);

    this.addSql(
      `create table "project" ("id" serial primary key, "slug" varchar(30) not null, "name" varchar(60) not null, "description" text not null default '', "created_at" timestamptz not null);`,
    );
    this.addSql(`alter table "project" add constraint "project_slug_unique" unique ("slug");`);

    this.addSql(
      `create table "user" ("id" serial primary key, "name" varchar(30) not null, "password_hash" varchar(255) not null, "role" text not null default 'viewer', "stamp" varchar(36) not null, "created_at" timestamptz not null);`,
    );
    this.addSql(`alter table "user" add constraint "user_name_unique" unique ("name");`);
    this.addSql(`alter table "user" add constraint "user_stamp_unique" unique ("stamp");`);

    this.addSql(
      `create table "issue" ("id" serial primary key, "project_id" int not null, "title" varchar(200) not null, "body" text not null default '', "state" text not null default 'open', "author_id" int not null, "assignee_id" int null, "created_at" timestamptz not null, "updated_at" timestamptz not null, "closed_at" timestamptz null);`,
    );
    this.addSql(`create index "issue_project_id_index" on "issue" ("project_id");`);
    this.addSql(`create index "issue_state_index" on "issue" ("state");`);
    this.addSql(`create index "issue_assignee_id_index" on "issue" ("assignee_id");`);

    this.addSql(
      `create table "issue_labels" ("issue_id" int not null, "label_id" int not null, primary key ("issue_id", "label_id"));`,
    );

    this.addSql(
      `create table "comment" ("id" serial primary key, "issue_id" int not null, "author_id" int not null, "body" text not null, "created_at" timestamptz not null);`,
    );
    this.addSql(`create index "comment_issue_id_index" on "comment" ("issue_id");`);

    this.addSql(
      `create table "attachment" ("id" serial primary key, "issue_id" int not null, "uploader_id" int not null, "filename" varchar(120) not null, "size" int not null, "stored_as" varchar(36) not null, "created_at" timestamptz not null);`,
    );
    this.addSql(`create index "attachment_issue_id_index" on "attachment" ("issue_id");`);
    this.addSql(
      `alter table "attachment" add constraint "attachment_stored_as_unique" unique ("stored_as");`,
    );

    this.addSql(
      `create table "api_token" ("id" serial primary key, "user_id" int not null, "name" varchar(60) not null, "digest" varchar(64) not null, "created_at" timestamptz not null);`,
    );
    this.addSql(`create index "api_token_user_id_index" on "api_token" ("user_id");`);
    this.addSql(`alter table "api_token" add constraint "api_token_digest_unique" unique ("digest");`);

    this.addSql(
      `alter table "label" add constraint "label_color_check" check ("color" in ('gray', 'red', 'orange', 'green', 'teal', 'blue', 'purple', 'pink'));`,
    );

    this.addSql(
      `alter table "user" add constraint "user_role_check" check ("role" in ('viewer', 'member', 'admin'));`,
    );

    this.addSql(
      `alter table "issue" add constraint "issue_project_id_foreign" foreign key ("project_id") references "project" ("id");`,
    );
    this.addSql(
      `alter table "issue" add constraint "issue_author_id_foreign" foreign key ("author_id") references "user" ("id");`,
    );
    this.addSql(
      `alter table "issue" add constraint "issue_assignee_id_foreign" foreign key ("assignee_id") references "user" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "issue" add constraint "issue_state_check" check ("state" in ('open', 'closed'));`,
    );

    this.addSql(
      `alter table "issue_labels" add constraint "issue_labels_issue_id_foreign" foreign key ("issue_id") references "issue" ("id") on update cascade on delete cascade;`,
    );
    this.addSql(
      `alter table "issue_labels" add constraint "issue_labels_label_id_foreign" foreign key ("label_id") references "label" ("id") on update cascade on delete cascade;`,
    );

    this.addSql(
      `alter table "comment" add constraint "comment_issue_id_foreign" foreign key ("issue_id") references "issue" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "comment" add constraint "comment_author_id_foreign" foreign key ("author_id") references "user" ("id");`,
    );

    this.addSql(
      `alter table "attachment" add constraint "attachment_issue_id_foreign" foreign key ("issue_id") references "issue" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "attachment" add constraint "attachment_uploader_id_foreign" foreign key ("uploader_id") references "user" ("id");`,
    );

    this.addSql(
      `alter table "api_token" add constraint "api_token_user_id_foreign" foreign key ("user_id") references "user" ("id") on delete cascade;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "issue_labels" drop constraint "issue_labels_label_id_foreign";`);
    this.addSql(`alter table "issue" drop constraint "issue_project_id_foreign";`);
    this.addSql(`alter table "issue" drop constraint "issue_author_id_foreign";`);
    this.addSql(`alter table "issue" drop constraint "issue_assignee_id_foreign";`);
    this.addSql(`alter table "comment" drop constraint "comment_author_id_foreign";`);
    this.addSql(`alter table "attachment" drop constraint "attachment_uploader_id_foreign";`);
    this.addSql(`alter table "api_token" drop constraint "api_token_user_id_foreign";`);
    this.addSql(`alter table "issue_labels" drop constraint "issue_labels_issue_id_foreign";`);
    this.addSql(`alter table "comment" drop constraint "comment_issue_id_foreign";`);
    this.addSql(`alter table "attachment" drop constraint "attachment_issue_id_foreign";`);

    this.addSql(`drop table if exists "label" cascade;`);
    this.addSql(`drop table if exists "project" cascade;`);
    this.addSql(`drop table if exists "user" cascade;`);
    this.addSql(`drop table if exists "issue" cascade;`);
    this.addSql(`drop table if exists "issue_labels" cascade;`);
    this.addSql(`drop table if exists "comment" cascade;`);
    this.addSql(`drop table if exists "attachment" cascade;`);
    this.addSql(`drop table if exists "api_token" cascade;`);
  }
}
