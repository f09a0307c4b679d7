package e2e

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/optrek/optrek/deploy/dev/apiclient"
	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

const scimJSON = "application/scim+json"

// scim speaks with the secret itself, as Entra ID does.
func (o *other) scim(method, path, body string) reply {
	o.t.Helper()
	return o.send(method, "/scim/v2"+path, scimJSON, body, bearing(o.secret))
}

// wants ends the journey when the answer is another one.
func (a reply) wants(t *testing.T, what string, status int) reply {
	t.Helper()
	if a.status != status {
		t.Fatalf("%s: %d %s", what, a.status, a.text)
	}
	return a
}

func filtered(path, filter string) string { return path + "?filter=" + url.QueryEscape(filter) }

// entraUser is a user as Entra ID brings one, with all it sends along.
func entraUser(name, external string) string {
	return fmt.Sprintf(`{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
		"externalId":%q,"userName":%q,"active":true,"addresses":[{"primary":false,"type":"work","country":"Nederland"}],
		"displayName":"Dorine Directory","emails":[{"primary":true,"type":"work","value":%q}],"meta":{"resourceType":"User"},
		"name":{"formatted":"Dorine Directory","familyName":"Directory","givenName":"Dorine"},"title":"Begeleider",
		"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Wonen"}}`, external, name, name)
}

// A colleague's whole time here by SCIM 2.0: looked for, brought, changed as Entra ID and
// as Okta write it, put into a group that gives a role, and gone.
func TestADirectoryKeepsItsColleagues(t *testing.T) {
	t.Parallel()
	admin := signIn(t, "dichterbij", "hugo")
	o, again := connect(t, admin, "scim"), fmt.Sprint(time.Now().UnixNano())
	name, external := "dorine."+again+"@dichterbij.example.org", "ext-"+again
	none := o.scim(http.MethodGet, filtered("/Users", `userName eq "`+name+`"`), "").wants(t, "looked for", 200)
	if none.body["totalResults"] != 0.0 || !strings.HasPrefix(none.header.Get("Content-Type"), scimJSON) {
		t.Errorf("nobody yet: %s", none.text)
	}
	made := o.scim(http.MethodPost, "/Users", entraUser(name, external)).wants(t, "brought", 201)
	id, user := made.str("id"), "/Users/"+made.str("id")
	if made.header.Get("Location") != system.base+"/scim/v2"+user || made.header.Get("ETag") == "" || made.str("userName") != name || made.body["active"] != true {
		t.Errorf("brought: %v %s", made.header, made.text)
	}
	o.scim(http.MethodPost, "/Users", entraUser(name, external)).isError(t, "brought twice", 409, "uniqueness")
	for _, filter := range []string{`userName eq "` + strings.ToUpper(name) + `"`, `externalId eq "` + external + `"`, `emails[type eq "work"].value eq "` + name + `"`} {
		found := o.scim(http.MethodGet, filtered("/Users", filter), "")
		if strings.HasPrefix(filter, "emails[") && found.status == 400 {
			continue // a filter within a filter is refused, and says so
		}
		if found.wants(t, filter, 200).body["totalResults"] != 1.0 || !strings.Contains(found.text, id) {
			t.Errorf("%s: %s", filter, found.text)
		}
	}
	// Entra ID: capitals, a path for each, a filter in a path, words for a boolean.
	entra := o.scim(http.MethodPatch, user, `{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[
		{"op":"Replace","path":"displayName","value":"Dorine de Directory"},
		{"op":"Add","path":"emails[type eq \"work\"].value","value":"d.`+name+`"},
		{"op":"Replace","path":"active","value":"True"},
		{"op":"Add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department","value":"Werk"}]}`).wants(t, "patched as Entra ID does", 200)
	if entra.str("displayName") != "Dorine de Directory" || !strings.Contains(entra.text, "d."+name) || entra.header.Get("ETag") == made.header.Get("ETag") {
		t.Errorf("as Entra ID: %s", entra.text)
	}
	// Okta: no path, an object of values.
	okta := o.scim(http.MethodPatch, user, `{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","value":{"active":false}}]}`).wants(t, "patched as Okta does", 200)
	if okta.body["active"] != false {
		t.Errorf("as Okta: %s", okta.text)
	}
	o.scim(http.MethodPatch, user, `{"Operations":[{"op":"replace","value":{"active":true}}]}`).wants(t, "back again", 200)
	o.groupOf(id, "Teamleiders "+again)
	// Of one organisation: no other directory sees, changes or ends them.
	theirs := connect(t, signIn(t, "syndion", "wil"), "scim")
	theirs.scim(http.MethodGet, user, "").isError(t, "another organisation looks", 404, "")
	theirs.scim(http.MethodPatch, user, `{"Operations":[{"op":"replace","value":{"active":false}}]}`).isError(t, "another organisation patches", 404, "")
	theirs.scim(http.MethodDelete, user, "").isError(t, "another organisation deletes", 404, "")
	if found := theirs.scim(http.MethodGet, filtered("/Users", `userName eq "`+name+`"`), ""); found.body["totalResults"] != 0.0 {
		t.Errorf("another organisation finds: %s", found.text)
	}
	o.scim(http.MethodDelete, user, "").wants(t, "deleted", 204)
	o.scim(http.MethodGet, user, "").isError(t, "after that", 404, "")
}

// groupOf brings a group with somebody in it, has an administrator say what it gives, and
// takes them out as each directory does.
func (o *other) groupOf(who, name string) {
	o.t.Helper()
	made := o.scim(http.MethodPost, "/Groups", fmt.Sprintf(`{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":%q,"externalId":%q}`, name, name)).wants(o.t, "a group", 201)
	group := "/Groups/" + made.str("id")
	member := func(what, body string, want bool) {
		o.t.Helper()
		o.scim(http.MethodPatch, group, body)
		if now := o.scim(http.MethodGet, group, "").wants(o.t, what, 200); strings.Contains(now.text, who) != want {
			o.t.Errorf("%s: %s", what, now.text)
		}
	}
	entra := func(op string) string {
		return `{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"` + op + `","path":"members","value":[{"value":"` + who + `"}]}]}`
	}
	member("Entra ID puts in", entra("Add"), true)
	member("Entra ID takes out", entra("Remove"), false)
	member("Okta puts in", `{"Operations":[{"op":"add","path":"members","value":[{"value":"`+who+`","display":"Dorine"}]}]}`, true)
	member("Okta takes out", `{"Operations":[{"op":"remove","path":"members[value eq \"`+who+`\"]"}]}`, false)
	member("and in again", entra("Add"), true)
	if user := o.scim(http.MethodGet, "/Users/"+who, ""); !strings.Contains(user.text, made.str("id")) {
		o.t.Errorf("the user does not say the group: %s", user.text)
	}
	var groups recruitmentv1.ListProvisionedGroupsResponse
	set := &recruitmentv1.SetGroupRoleRequest{Id: made.str("id"), Role: "network_lead"}
	must(o.t, o.admin.Post(o.t.Context(), "/api/v1/provisionedGroups/"+made.str("id")+":setRole", set, nil))
	must(o.t, o.admin.Get(o.t.Context(), "/api/v1/provisionedGroups", &groups))
	found := false
	for _, g := range groups.GetGroups() {
		found = found || g.GetId() == made.str("id") && g.GetRole() == "network_lead" && len(g.GetSupportWorkerIds()) == 1 && g.GetSupportWorkerIds()[0] == who
	}
	if !found {
		o.t.Errorf("the administrator reads %v", groups.GetGroups())
	}
	o.scim(http.MethodDelete, group, "").wants(o.t, "the group goes", 204)
}

// Whom the directory calls not active is out while they sit there, and does not come in again.
func TestWhoTheDirectoryEndsIsOut(t *testing.T) {
	t.Parallel()
	const address = "vico@dichterbij.example.org"
	admin, vico := signIn(t, "dichterbij", "hugo"), signIn(t, "dichterbij", "vico")
	var before recruitmentv1.Me
	must(t, vico.Get(t.Context(), "/api/v1/me", &before))
	o := connect(t, admin, "scim")
	made := o.scim(http.MethodPost, "/Users", entraUser(address, "vico-ext")).wants(t, "brought", 201)
	if made.str("id") != before.GetId() {
		t.Errorf("who works here already is somebody else now: %s, was %s", made.str("id"), before.GetId())
	}
	must(t, vico.Get(t.Context(), "/api/v1/me", nil))
	o.scim(http.MethodPatch, "/Users/"+made.str("id"), `{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"Replace","path":"active","value":"False"}]}`).wants(t, "ended", 200)
	soon(t, func() error {
		switch status, _, err := vico.Raw(t.Context(), "/api/v1/me"); {
		case err != nil:
			return err
		case status != http.StatusUnauthorized:
			return fmt.Errorf("the session still answers %d", status)
		}
		return nil
	})
	if _, err := apiclient.SignIn(t.Context(), system.base, "dichterbij", "vico"); err == nil {
		t.Error("who was ended signed in again")
	}
	o.scim(http.MethodPatch, "/Users/"+made.str("id"), `{"Operations":[{"op":"replace","value":{"active":true}}]}`).wants(t, "back again", 200)
	must(t, signIn(t, "dichterbij", "vico").Get(t.Context(), "/api/v1/me", nil))
}

// isError says that this is an error as SCIM has it, and not some other.
func (a reply) isError(t *testing.T, what string, status int, kind string) {
	t.Helper()
	list, _ := a.body["schemas"].([]any)
	if a.status != status || a.str("scimType") != kind || a.str("status") != fmt.Sprint(status) || a.str("detail") == "" ||
		len(list) != 1 || list[0] != "urn:ietf:params:scim:api:messages:2.0:Error" || !strings.HasPrefix(a.header.Get("Content-Type"), scimJSON) {
		t.Errorf("%s: %d %s, want %d %q", what, a.status, a.text, status, kind)
	}
}

// Whatever is sent wrongly is answered as SCIM answers, and changes nothing.
func TestWhatADirectorySaysWrongIsRefusedAsSCIM(t *testing.T) {
	t.Parallel()
	admin := signIn(t, "dichterbij", "hugo")
	o, again := connect(t, admin, "scim"), fmt.Sprint(time.Now().UnixNano())
	made := o.scim(http.MethodPost, "/Users", entraUser("fout."+again+"@dichterbij.example.org", again)).wants(t, "brought", 201)
	user := "/Users/" + made.str("id")
	const patch, post, put, get = http.MethodPatch, http.MethodPost, http.MethodPut, http.MethodGet
	ops := func(inside string) string { return `{"Operations":[` + inside + `]}` }
	for _, c := range []struct {
		method, path, body string
		status             int
		kind               string
	}{
		{post, "/Users", `{`, 400, "invalidSyntax"},
		{post, "/Users", `[]`, 400, "invalidSyntax"},
		{post, "/Users", `{"userName":"a@example.org"} {}`, 400, "invalidSyntax"},
		{post, "/Users", `{}`, 400, "invalidValue"},
		{post, "/Users", `{"userName":7}`, 400, "invalidValue"},
		{post, "/Users", `{"userName":"` + strings.Repeat("a", 300) + `"}`, 400, "invalidValue"},
		{put, user, `{"active":"perhaps","userName":"a@example.org"}`, 400, "invalidValue"},
		{patch, user, `{}`, 400, "invalidSyntax"},
		{patch, user, ops(`{"op":"move","path":"userName"}`), 400, "invalidSyntax"},
		{patch, user, ops(`{"op":"remove"}`), 400, "noTarget"},
		{patch, user, ops(`{"op":"replace","path":"shoeSize","value":4}`), 400, "invalidPath"},
		{patch, user, ops(`{"op":"replace","path":"id","value":"x"}`), 400, "mutability"},
		{patch, user, ops(`{"op":"replace","path":"active","value":"perhaps"}`), 400, "invalidValue"},
		{patch, user, ops(`{"op":"replace","path":"displayName","value":"Kwijt"},{"op":"remove","path":"userName"}`), 400, "mutability"},
		{get, filtered("/Users", "userName co \"a\""), "", 400, "invalidFilter"},
		{get, filtered("/Users", "((("), "", 400, "invalidFilter"},
		{get, "/Users?startIndex=first", "", 400, "invalidValue"},
		{get, "/Users/nobody", "", 404, ""},
		{get, "/Users/01900000-0000-7000-8000-0000000000aa", "", 404, ""},
		{patch, "/Users/nobody", ops(`{"op":"replace","path":"active","value":true}`), 404, ""},
		{post, "/Groups", `{"displayName":""}`, 400, "invalidValue"},
		{post, "/Groups", `{"displayName":"Groep ` + again + `","members":[{"value":"nobody"}]}`, 400, "invalidValue"},
		{post, "/Bulk", `{}`, 501, ""},
		{post, user, `{}`, 405, ""},
		{get, "/Nothing", "", 404, ""},
	} {
		o.scim(c.method, c.path, c.body).isError(t, fmt.Sprintf("%s %.40s %.80s", c.method, c.path, c.body), c.status, c.kind)
	}
	o.send(post, "/scim/v2/Users", "text/plain", `{}`, bearing(o.secret)).isError(t, "text", 415, "")
	o.send(post, "/scim/v2/Users", scimJSON, strings.Repeat(" ", 2<<20), bearing(o.secret)).isError(t, "too large", 413, "")
	stale := func(r *http.Request) { bearing(o.secret)(r); r.Header.Set("If-Match", `W/"nothing"`) }
	o.send(patch, "/scim/v2"+user, scimJSON, ops(`{"op":"replace","path":"displayName","value":"Laat"}`), stale).isError(t, "an old version", 412, "")
	if now := o.scim(get, user, ""); now.str("displayName") != "Dorine Directory" {
		t.Errorf("something of it was done: %s", now.text)
	}
	// Who may not: nobody, a token of nothing, a system that reads clients, the browser of an administrator.
	o.send(get, "/scim/v2/Users", "", "", nil).isError(t, "nothing shown", 401, "")
	o.send(get, "/scim/v2/Users", "", "", bearing("optt_x")).isError(t, "no token of ours", 401, "")
	reader := connect(t, admin, "clients:read")
	reader.scim(get, "/Users", "").isError(t, "the secret of another system", 401, "")
	reader.send(get, "/scim/v2/Users", "", "", bearing(reader.token())).isError(t, "a token without the scope", 403, "")
	if status, _, err := admin.Raw(t.Context(), "/scim/v2/Users"); err != nil || status != 401 {
		t.Errorf("an administrator's cookie: %d %v", status, err)
	}
	must(t, admin.Post(t.Context(), "/api/v1/connections/"+o.id+":withdraw", &recruitmentv1.WithdrawConnectionRequest{Id: o.id}, nil))
	o.scim(get, "/Users", "").isError(t, "a withdrawn directory", 401, "")
}
