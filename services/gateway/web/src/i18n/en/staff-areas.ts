/** English for the staff face, loaded when somebody chooses it. */
import activities from "./activities";
import common from "./common";
import evaluation from "./evaluation";
import imports from "./import";
import matches from "./matches";
import networkers from "./networkers";
import organisation from "./organisation";
import people from "./people";
import shell from "./shell";
import signin from "./signin";
import today from "./today";

export default {
  activities, common, evaluation, import: imports, matches, networkers, organisation, people, shell, signin, today,
};
