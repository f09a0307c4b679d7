/** English for the staff face's first page, loaded when somebody chooses it. Other areas bring their own. */
import circles from "./circles";
import common from "./common";
import shell from "./shell";
import signin from "./signin";
import today from "./today";
import view from "./view";

export default { circles, common, shell, signin, today, view };
