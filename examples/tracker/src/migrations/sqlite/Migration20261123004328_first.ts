import { Migration } from "@mikro-orm/migrations";

export class Migration20261123004328_first extends Migration {
  override name = "Migration20261123004328_first";

  override up(): void | Promise<void> {
    this.addSql(
      `create table \`label\` (\`id\` integer not null primary key autoincrement, \`name\` text not null, \`color\` text check (\`color\` in ('gray', 'red', 'orange', 'green', 'teal', 'blue', 'purple', 'pink')) not null default 'gray');`,
    );
    this.addSql(`create unique index \`label_name_unique\` on \`label\` (\`name\`);`);

    this.addSql(
      `create table \`project\` (\`id\` integer not null primary key autoincrement, \`slug\` text not null, \`name\` text not null, \`description\` text not null default '', \`created_at\` datetime not null);`,
    );
    this.addSql(`create unique index \`project_slug_unique\` on \`project\` (\`slug\`);`);

    this.addSql(
      `create table \`user\` (\`id\` integer not null primary key autoincrement, \`name\` text not null, \`password_hash\` text not null, \`role\` text check (\`role\` in ('viewer', 'member', 'admin')) not null default 'viewer', \`stamp\` text not null, \`created_at\` datetime not null);`,
    );
    this.addSql(`create unique index \`user_name_unique\` on \`user\` (\`name\`);`);
    this.addSql(`create unique index \`user_stamp_unique\` on \`user\` (\`stamp\`);`);

    this.addSql(
      `create table \`issue\` (\`id\` integer not null primary key autoincrement, \`project_id\` integer not null, \`title\` text not null, \`body\` text not null default '', \`state\` text check (\`state\` in ('open', 'closed')) not null default 'open', \`author_id\` integer not null, \`assignee_id\` integer null, \`created_at\` datetime not null, \`updated_at\` datetime not null, \`closed_at\` datetime null, constraint \`issue_project_id_foreign\` foreign key (\`project_id\`) references \`project\` (\`id\`), constraint \`issue_author_id_foreign\` foreign key (\`author_id\`) references \`user\` (\`id\`), constraint \`issue_assignee_id_foreign\` foreign key (\`assignee_id\`) references \`user\` (\`id\`) on delete set null);`,
    );
    this.addSql(`create index \`issue_project_id_index\` on \`issue\` (\`project_id\`);`);
    this.addSql(`create index \`issue_state_index\` on \`issue\` (\`state\`);`);
    this.addSql(`create index \`issue_author_id_index\` on \`issue\` (\`author_id\`);`);
    this.addSql(`create index \`issue_assignee_id_index\` on \`issue\` (\`assignee_id\`);`);

    this.addSql(
      `create table \`issue_labels\` (\`issue_id\` integer not null, \`label_id\` integer not null, primary key (\`issue_id\`, \`label_id\`), constraint \`issue_labels_issue_id_foreign\` foreign key (\`issue_id\`) references \`issue\` (\`id\`) on update cascade on delete cascade, constraint \`issue_labels_label_id_foreign\` foreign key (\`label_id\`) references \`label\` (\`id\`) on update cascade on delete cascade);`,
    );
    this.addSql(`create index \`issue_labels_issue_id_index\` on \`issue_labels\` (\`issue_id\`);`);
    this.addSql(`create index \`issue_labels_label_id_index\` on \`issue_labels\` (\`label_id\`);`);

    this.addSql(
      `create table \`comment\` (\`id\` integer not null primary key autoincrement, \`issue_id\` integer not null, \`author_id\` integer not null, \`body\` text not null, \`created_at\` datetime not null, constraint \`comment_issue_id_foreign\` foreign key (\`issue_id\`) references \`issue\` (\`id\`) on delete cascade, constraint \`comment_author_id_foreign\` foreign key (\`author_id\`) references \`user\` (\`id\`));`,
    );
    this.addSql(`create index \`comment_issue_id_index\` on \`comment\` (\`issue_id\`);`);
    this.addSql(`create index \`comment_author_id_index\` on \`comment\` (\`author_id\`);`);

    this.addSql(
      `create table \`attachment\` (\`id\` integer not null primary key autoincrement, \`issue_id\` integer not null, \`uploader_id\` integer not null, \`filename\` text not null, \`size\` integer not null, \`stored_as\` text not null, \`created_at\` datetime not null, constraint \`attachment_issue_id_foreign\` foreign key (\`issue_id\`) references \`issue\` (\`id\`) on delete cascade, constraint \`attachment_uploader_id_foreign\` foreign key (\`uploader_id\`) references \`user\` (\`id\`));`,
    );
    this.addSql(`create index \`attachment_issue_id_index\` on \`attachment\` (\`issue_id\`);`);
    this.addSql(`create index \`attachment_uploader_id_index\` on \`attachment\` (\`uploader_id\`);`);
    this.addSql(`create unique index \`attachment_stored_as_unique\` on \`attachment\` (\`stored_as\`);`);

    this.addSql(
      `create table \`api_token\` (\`id\` integer not null primary key autoincrement, \`user_id\` integer not null, \`name\` text not null, \`digest\` text not null, \`created_at\` datetime not null, constraint \`api_token_user_id_foreign\` foreign key (\`user_id\`) references \`user\` (\`id\`) on delete cascade);`,
    );
    this.addSql(`create index \`api_token_user_id_index\` on \`api_token\` (\`user_id\`);`);
    this.addSql(`create unique index \`api_token_digest_unique\` on \`api_token\` (\`digest\`);`);
  }

  // Reordered by hand: SQLite drops no table that others refer to.
  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`api_token\`;`);
    this.addSql(`drop table if exists \`attachment\`;`);
    this.addSql(`drop table if exists \`comment\`;`);
    this.addSql(`drop table if exists \`issue_labels\`;`);
    this.addSql(`drop table if exists \`issue\`;`);
    this.addSql(`drop table if exists \`user\`;`);
    this.addSql(`drop table if exists \`project\`;`);
    this.addSql(`drop table if exists \`label\`;`);
  }
}
