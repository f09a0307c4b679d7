/** English for the client face, loaded when somebody chooses it. */
import client from "./client";
import common from "./common";

export default { common, client };
