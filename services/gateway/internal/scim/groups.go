package scim

import (
	"net/http"
	"strings"
	"time"

	filter "github.com/scim2/filter-parser/v2"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

const groupSchema = "urn:ietf:params:scim:schemas:core:2.0:Group"

func (d *Door) getGroup(c *call) (*result, error) {
	g, err := d.provision.GetDirectoryGroup(c.ctx, &recruitmentv1.GetDirectoryGroupRequest{Id: c.PathValue("id")})
	if err != nil {
		return nil, unnamed(err)
	}
	return ok(c.shown(d.groupJSON(g)), g.GetEtag()), nil
}

func (d *Door) listGroups(c *call) (*result, error) {
	w, err := c.window()
	if err != nil {
		return nil, err
	}
	wanted, err := c.where("displayname", "externalid", "id", "members", "members.value")
	if err != nil {
		return nil, err
	}
	for _, value := range wanted {
		if value == "" {
			return ok(listOf(0, w, nil), ""), nil
		}
	}
	if _, asked := wanted["id"]; asked {
		return d.oneGroup(c, w, wanted)
	}
	if len(wanted) > 1 || wanted["members"]+wanted["members.value"] != "" {
		return nil, badFilter
	}
	found, err := d.provision.ListDirectoryGroups(c.ctx, &recruitmentv1.ListDirectoryGroupsRequest{
		DisplayName: wanted["displayname"], ExternalId: wanted["externalid"],
		Offset: int32(w.from), Limit: int32(w.count),
		WithoutMembers: names(c.URL.Query().Get("excludedAttributes"))["members"],
	})
	if err != nil {
		return nil, err
	}
	var all []map[string]any
	for _, g := range found.GetGroups() {
		all = append(all, c.shown(d.groupJSON(g)))
	}
	return ok(listOf(int(found.GetTotal()), w, all), ""), nil
}

// oneGroup answers id eq "…", and with it the question whether somebody is in it.
func (d *Door) oneGroup(c *call, w window, wanted where) (*result, error) {
	g, err := d.provision.GetDirectoryGroup(c.ctx, &recruitmentv1.GetDirectoryGroupRequest{Id: wanted["id"]})
	if err != nil {
		if p := asProblem(unnamed(err)); p != notFound {
			return nil, p
		}
		return ok(listOf(0, w, nil), ""), nil
	}
	member := wanted["members"] + wanted["members.value"]
	is := func(m *recruitmentv1.DirectoryMember) bool { return strings.EqualFold(m.GetId(), member) }
	if member != "" && !anyOf(g.GetMembers(), is) || wanted["displayname"] != "" && !strings.EqualFold(wanted["displayname"], g.GetDisplayName()) ||
		wanted["externalid"] != "" && wanted["externalid"] != g.GetExternalId() {
		return ok(listOf(0, w, nil), ""), nil
	}
	return ok(listOf(1, w, []map[string]any{c.shown(d.groupJSON(g))}), ""), nil
}

func anyOf[T any](all []T, is func(T) bool) bool {
	for _, one := range all {
		if is(one) {
			return true
		}
	}
	return false
}

// group is a change of a group, put together from a body or a patch.
type group struct {
	*recruitmentv1.ChangeDirectoryGroupRequest
}

func (d *Door) createGroup(c *call) (*result, error) {
	g := group{&recruitmentv1.ChangeDirectoryGroupRequest{}}
	if err := g.take(c); err != nil {
		return nil, err
	}
	made, err := d.provision.CreateDirectoryGroup(c.ctx, &recruitmentv1.CreateDirectoryGroupRequest{
		DisplayName: g.GetDisplayName(), ExternalId: g.GetExternalId(), MemberIds: g.GetAddIds(),
	})
	if err != nil {
		return nil, err
	}
	return &result{status: http.StatusCreated, body: c.shown(d.groupJSON(made)), etag: made.GetEtag(), location: d.address("Groups", made.GetId())}, nil
}

func (d *Door) replaceGroup(c *call) (*result, error) {
	g := group{&recruitmentv1.ChangeDirectoryGroupRequest{Id: c.PathValue("id"), Etag: c.ifMatch(), ExternalId: proto.String("")}}
	if err := g.take(c); err != nil {
		return nil, err
	}
	g.RemoveAll = true
	return d.keepGroup(c, g)
}

func (d *Door) patchGroup(c *call) (*result, error) {
	operations, err := c.operations()
	if err != nil {
		return nil, err
	}
	g := group{&recruitmentv1.ChangeDirectoryGroupRequest{Id: c.PathValue("id"), Etag: c.ifMatch()}}
	for _, o := range operations {
		if err := g.apply(o); err != nil {
			return nil, err
		}
	}
	return d.keepGroup(c, g)
}

func (d *Door) keepGroup(c *call, g group) (*result, error) {
	return again(c.ifMatch(), func() (*result, error) {
		if _, err := d.getGroup(c); err != nil {
			return nil, err // an id that is none is not found, whatever else is wrong
		}
		kept, err := d.provision.ChangeDirectoryGroup(c.ctx, g.ChangeDirectoryGroupRequest)
		if err != nil {
			return nil, err
		}
		return ok(c.shown(d.groupJSON(kept)), kept.GetEtag()), nil
	})
}

func (d *Door) deleteGroup(c *call) (*result, error) {
	_, err := d.provision.DeleteDirectoryGroup(c.ctx, &recruitmentv1.DeleteDirectoryGroupRequest{Id: c.PathValue("id"), Etag: c.ifMatch()})
	if err != nil {
		return nil, unnamed(err)
	}
	return nothing, nil
}

// take reads a whole resource, as POST and PUT send it.
func (g group) take(c *call) error {
	body, err := c.object()
	if err != nil {
		return err
	}
	for name, value := range body {
		switch strings.ToLower(name) {
		case "displayname", "externalid", "members":
			if err := g.set(strings.ToLower(name), value); err != nil {
				return err
			}
		}
	}
	if g.GetDisplayName() == "" {
		return badValue
	}
	return nil
}

func (g group) set(name string, value any) error {
	switch name {
	case "members":
		who, err := membersOf(value)
		g.RemoveAll, g.RemoveIds, g.AddIds = true, nil, who
		return err
	case "displayname", "externalid":
		text, isText := value.(string)
		if value != nil && !isText {
			return badValue
		}
		if name == "displayname" {
			g.DisplayName = &text
		} else {
			g.ExternalId = &text
		}
		return nil
	case "id":
		if text, _ := value.(string); !strings.EqualFold(text, g.Id) {
			return unchanging
		}
		return nil
	case "schemas", "meta":
		return nil
	default:
		return badPath
	}
}

func (g group) apply(o operation) error {
	if o.path == "" {
		object, isObject := o.value.(map[string]any)
		if o.verb == remove {
			return noTarget
		}
		if !isObject {
			return badValue
		}
		for name, value := range object {
			if err := g.at(filter.AttributePath{AttributeName: name}, o.verb, value); err != nil {
				return err
			}
		}
		return nil
	}
	p, err := filter.ParsePath([]byte(o.path))
	if err != nil {
		return badPath
	}
	if p.ValueExpression == nil {
		return g.at(p.AttributePath, o.verb, o.value)
	}
	// members[value eq "…"], as Okta takes somebody out.
	who := where{}
	if pathOf(p.AttributePath) != "members" || p.SubAttribute != nil || !who.read(p.ValueExpression) || who["value"] == "" || len(who) > 1 || o.verb != remove {
		return badPath
	}
	g.leave([]string{who["value"]})
	return nil
}

func (g group) at(path filter.AttributePath, verb string, value any) error {
	name := pathOf(path)
	switch {
	case name == "members" && verb == add:
		who, err := membersOf(value)
		g.join(who)
		return err
	case name == "members" && verb == remove && value != nil:
		// Not as the RFC has it, and what Entra ID sends: these, and never all of them.
		who, err := membersOf(value)
		g.leave(who)
		return err
	case name == "members" && verb == remove:
		value = []any{}
	case verb == remove && name == "displayname":
		return unchanging
	case verb == remove:
		value = nil
	}
	return g.set(name, value)
}

func (g group) join(who []string) {
	g.RemoveIds, g.AddIds = without(g.RemoveIds, who), append(without(g.AddIds, who), who...)
}

func (g group) leave(who []string) {
	g.AddIds, g.RemoveIds = without(g.AddIds, who), append(without(g.RemoveIds, who), who...)
}

func without(all, these []string) []string {
	out := []string{}
	for _, id := range all {
		if !anyOf(these, func(other string) bool { return strings.EqualFold(id, other) }) {
			out = append(out, id)
		}
	}
	return out
}

// membersOf reads [{"value": id}, …]; one object is a list of one. A group within a group
// is refused: a directory is asked to send the people.
func membersOf(value any) ([]string, error) {
	list, isList := value.([]any)
	if one, isObject := value.(map[string]any); isObject {
		list, isList = []any{one}, true
	}
	if !isList {
		return nil, badValue
	}
	who := []string{}
	for _, item := range list {
		one, isObject := item.(map[string]any)
		id, isText := fieldOf(one, "value").(string)
		if kind, _ := fieldOf(one, "type").(string); !isObject || !isText || strings.EqualFold(kind, "Group") {
			return nil, badValue
		}
		who = append(who, id)
	}
	return who, nil
}

func (d *Door) groupJSON(g *recruitmentv1.DirectoryGroup) map[string]any {
	members := []map[string]any{}
	for _, m := range g.GetMembers() {
		members = append(members, map[string]any{"value": m.GetId(), "display": m.GetDisplayName(), "$ref": d.address("Users", m.GetId())})
	}
	shown := map[string]any{
		"schemas": []string{groupSchema}, "id": g.GetId(), "displayName": g.GetDisplayName(), "members": members,
		"meta": d.meta("Group", g.GetId(), g.GetEtag(), g.GetCreateTime(), g.GetUpdateTime()),
	}
	if g.GetExternalId() != "" {
		shown["externalId"] = g.GetExternalId()
	}
	return shown
}

func (d *Door) meta(kind, id, etag string, created, updated *timestamppb.Timestamp) map[string]any {
	return map[string]any{
		"resourceType": kind, "location": d.address(kind+"s", id), "version": etagOf(etag),
		"created": created.AsTime().Format(time.RFC3339Nano), "lastModified": updated.AsTime().Format(time.RFC3339Nano),
	}
}
