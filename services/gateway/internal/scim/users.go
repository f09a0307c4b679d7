package scim

import (
	"net/http"

	"google.golang.org/protobuf/proto"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

func (d *Door) getUser(c *call) (*result, error) {
	u, err := d.provision.GetProvisionedUser(c.ctx, &recruitmentv1.GetProvisionedUserRequest{Id: c.PathValue("id")})
	if err != nil {
		return nil, unnamed(err)
	}
	return ok(c.shown(d.userJSON(u)), u.GetEtag()), nil
}

// unnamed makes of an id that cannot be one that there is no such resource.
func unnamed(err error) error {
	if p := asProblem(err); p.kind == "invalidValue" {
		return notFound
	}
	return err
}

func (d *Door) listUsers(c *call) (*result, error) {
	w, err := c.window()
	if err != nil {
		return nil, err
	}
	wanted, err := c.where("username", "externalid", "emails.value", "emails", "id")
	if err != nil || len(wanted) > 1 {
		return nil, orFilter(err)
	}
	if id, asked := wanted["id"]; asked {
		return d.oneUser(c, w, id)
	}
	email := wanted["emails.value"]
	if email == "" {
		email = wanted["emails"]
	}
	for _, value := range wanted {
		if value == "" { // nobody is called nothing; to recruitment it would mean everybody
			return ok(listOf(0, w, nil), ""), nil
		}
	}
	found, err := d.provision.ListProvisionedUsers(c.ctx, &recruitmentv1.ListProvisionedUsersRequest{
		UserName: wanted["username"], ExternalId: wanted["externalid"], Email: email,
		Offset: int32(w.from), Limit: int32(w.count),
	})
	if err != nil {
		return nil, err
	}
	var all []map[string]any
	for _, u := range found.GetUsers() {
		all = append(all, c.shown(d.userJSON(u)))
	}
	return ok(listOf(int(found.GetTotal()), w, all), ""), nil
}

func orFilter(err error) error {
	if err != nil {
		return err
	}
	return badFilter
}

func (d *Door) oneUser(c *call, w window, id string) (*result, error) {
	u, err := d.provision.GetProvisionedUser(c.ctx, &recruitmentv1.GetProvisionedUserRequest{Id: id})
	if err != nil {
		if p := asProblem(unnamed(err)); p != notFound {
			return nil, p
		}
		return ok(listOf(0, w, nil), ""), nil
	}
	return ok(listOf(1, w, []map[string]any{c.shown(d.userJSON(u))}), ""), nil
}

func (d *Door) createUser(c *call) (*result, error) {
	body, err := c.object()
	if err != nil {
		return nil, err
	}
	u := user{&recruitmentv1.ProvisionedUser{Active: true}} // who is brought works here, unless it is said otherwise
	if err := u.take(body); err != nil {
		return nil, err
	}
	made, err := d.provision.CreateProvisionedUser(c.ctx, &recruitmentv1.CreateProvisionedUserRequest{User: u.ProvisionedUser})
	if err != nil {
		return nil, err
	}
	return &result{status: http.StatusCreated, body: c.shown(d.userJSON(made)), etag: made.GetEtag(), location: d.address("Users", made.GetId())}, nil
}

func (d *Door) replaceUser(c *call) (*result, error) {
	body, err := c.object()
	if err != nil {
		return nil, err
	}
	u := user{&recruitmentv1.ProvisionedUser{Active: true}}
	if err := u.take(body); err != nil {
		return nil, err
	}
	u.Id, u.Etag = c.PathValue("id"), c.ifMatch()
	if _, err := d.getUser(c); err != nil {
		return nil, err // an id that is none is not found, whatever else is wrong
	}
	return d.keepUser(c, u)
}

func (d *Door) keepUser(c *call, u user) (*result, error) {
	kept, err := d.provision.ReplaceProvisionedUser(c.ctx, &recruitmentv1.ReplaceProvisionedUserRequest{User: u.ProvisionedUser})
	if err != nil {
		return nil, err
	}
	return ok(c.shown(d.userJSON(kept)), kept.GetEtag()), nil
}

func (d *Door) patchUser(c *call) (*result, error) {
	operations, err := c.operations()
	if err != nil {
		return nil, err
	}
	return again(c.ifMatch(), func() (*result, error) {
		now, err := d.provision.GetProvisionedUser(c.ctx, &recruitmentv1.GetProvisionedUserRequest{Id: c.PathValue("id")})
		if err != nil {
			return nil, unnamed(err)
		}
		if match := c.ifMatch(); match != "" && match != now.GetEtag() {
			return nil, changed
		}
		u := user{proto.CloneOf(now)}
		if err := u.patch(operations); err != nil {
			return nil, err
		}
		u.Groups = nil // says whose they are, and is not ours to send back
		return d.keepUser(c, u)
	})
}

func (d *Door) deleteUser(c *call) (*result, error) {
	_, err := d.provision.DeleteProvisionedUser(c.ctx, &recruitmentv1.DeleteProvisionedUserRequest{Id: c.PathValue("id"), Etag: c.ifMatch()})
	if err != nil {
		return nil, unnamed(err)
	}
	return nothing, nil
}

func (d *Door) address(kind, id string) string { return d.PublicURL + Prefix + kind + "/" + id }

func (d *Door) userJSON(u *recruitmentv1.ProvisionedUser) map[string]any {
	shown := map[string]any{
		"schemas": []string{userSchema}, "id": u.GetId(), "userName": u.GetUserName(), "active": u.GetActive(),
		"meta": d.meta("User", u.GetId(), u.GetEtag(), u.GetCreateTime(), u.GetUpdateTime()),
	}
	for name, value := range map[string]string{"externalId": u.GetExternalId(), "displayName": u.GetDisplayName()} {
		if value != "" {
			shown[name] = value
		}
	}
	if u.GetGivenName()+u.GetFamilyName() != "" {
		shown["name"] = map[string]any{"givenName": u.GetGivenName(), "familyName": u.GetFamilyName()}
	}
	if u.GetEmail() != "" {
		shown["emails"] = []map[string]any{{"value": u.GetEmail(), "type": "work", "primary": true}}
	}
	groups := []map[string]any{}
	for _, g := range u.GetGroups() {
		groups = append(groups, map[string]any{"value": g.GetId(), "display": g.GetDisplayName(), "$ref": d.address("Groups", g.GetId())})
	}
	if len(groups) > 0 {
		shown["groups"] = groups
	}
	return shown
}
