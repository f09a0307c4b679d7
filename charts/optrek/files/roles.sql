-- The roles of a PostgreSQL of your own, made once by somebody who may make roles, in the server of the database
-- and, when it is another one, in that of the vault. Passwords come as variables of psql:
--
--   psql -v owner=… -v recruitment=… -v matching=… -v activity=… -v evaluation=… -v gateway=… -v vault=… -f roles.sql
--
-- The same ones stand in the Secrets optrek-database-<name>, beside the user names optrek_<name>_login and optrek_owner.
-- The owner makes the tables and their backups. The others own nothing, and row-level security holds for them.
-- Then: CREATE DATABASE optrek OWNER optrek_owner; CREATE DATABASE optrek_vault OWNER optrek_owner;
CREATE ROLE optrek_owner LOGIN PASSWORD :'owner' NOSUPERUSER NOBYPASSRLS NOCREATEROLE;

CREATE ROLE optrek_recruitment NOLOGIN;
CREATE ROLE optrek_recruitment_feed NOLOGIN;
CREATE ROLE optrek_recruitment_login LOGIN PASSWORD :'recruitment' IN ROLE optrek_recruitment, optrek_recruitment_feed;

CREATE ROLE optrek_matching NOLOGIN;
CREATE ROLE optrek_matching_feed NOLOGIN;
CREATE ROLE optrek_matching_login LOGIN PASSWORD :'matching' IN ROLE optrek_matching, optrek_matching_feed;

CREATE ROLE optrek_activity NOLOGIN;
CREATE ROLE optrek_activity_feed NOLOGIN;
CREATE ROLE optrek_activity_login LOGIN PASSWORD :'activity' IN ROLE optrek_activity, optrek_activity_feed;

CREATE ROLE optrek_evaluation NOLOGIN;
CREATE ROLE optrek_evaluation_feed NOLOGIN;
CREATE ROLE optrek_evaluation_login LOGIN PASSWORD :'evaluation' IN ROLE optrek_evaluation, optrek_evaluation_feed;

CREATE ROLE optrek_gateway NOLOGIN;
CREATE ROLE optrek_gateway_feed NOLOGIN;
CREATE ROLE optrek_gateway_login LOGIN PASSWORD :'gateway' IN ROLE optrek_gateway, optrek_gateway_feed;

CREATE ROLE optrek_vault NOLOGIN;
CREATE ROLE optrek_vault_feed NOLOGIN;
CREATE ROLE optrek_vault_login LOGIN PASSWORD :'vault' IN ROLE optrek_vault, optrek_vault_feed;

GRANT optrek_recruitment, optrek_recruitment_feed, optrek_matching, optrek_matching_feed,
    optrek_activity, optrek_activity_feed, optrek_evaluation, optrek_evaluation_feed,
    optrek_gateway, optrek_gateway_feed, optrek_vault, optrek_vault_feed TO optrek_owner;
