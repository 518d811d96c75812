import { LoginManager } from "@dewar/login";
import { orm } from "./database.ts";
import { User } from "./entities/user.ts";

/** Who the user is, from request to request. */
export const login = new LoginManager<User>({
  loginView: "auth.enter",
  loginMessage: { text: "Log in to go on.", category: "info" },
});
login.userLoader((stamp) => orm.em.findOne(User, { stamp }));
