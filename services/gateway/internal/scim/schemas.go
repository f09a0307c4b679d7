package scim

import "strings"

const metaSchemas = "urn:ietf:params:scim:schemas:core:2.0:"

// config says what of SCIM is here (RFC 7643 §5).
func (d *Door) config(*call) (*result, error) {
	can := func(yes bool) map[string]any { return map[string]any{"supported": yes} }
	return ok(map[string]any{
		"schemas": []string{metaSchemas + "ServiceProviderConfig"},
		"patch":   can(true), "changePassword": can(false), "sort": can(false), "etag": can(true),
		"bulk":   map[string]any{"supported": false, "maxOperations": 0, "maxPayloadSize": 0},
		"filter": map[string]any{"supported": true, "maxResults": maxResults},
		"authenticationSchemes": []map[string]any{{
			"type": "oauthbearertoken", "name": "OAuth Bearer Token", "primary": true,
			"description": "A token of " + d.PublicURL + "/oauth/token, or for a directory that cannot ask for one the secret itself.",
		}},
		"meta": map[string]any{"resourceType": "ServiceProviderConfig", "location": d.PublicURL + Prefix + "ServiceProviderConfig"},
	}, ""), nil
}

func (d *Door) types() []map[string]any {
	one := func(name, schema, about string) map[string]any {
		return map[string]any{
			"schemas": []string{metaSchemas + "ResourceType"}, "id": name, "name": name, "endpoint": "/" + name + "s", "schema": schema, "description": about,
			"meta": map[string]any{"resourceType": "ResourceType", "location": d.PublicURL + Prefix + "ResourceTypes/" + name},
		}
	}
	return []map[string]any{
		one("User", userSchema, "A colleague"), one("Group", groupSchema, "A group; an administrator says in Optrek which role it gives"),
	}
}

func (d *Door) resourceTypes(*call) (*result, error) { return all(d.types()) }

func (d *Door) resourceType(c *call) (*result, error) { return named(d.types(), c.PathValue("id")) }

func (d *Door) schemas(*call) (*result, error) { return all(d.described()) }

func (d *Door) schema(c *call) (*result, error) { return named(d.described(), c.PathValue("id")) }

func all(list []map[string]any) (*result, error) {
	return ok(listOf(len(list), window{}, list), ""), nil
}

func named(list []map[string]any, id string) (*result, error) {
	for _, one := range list {
		if text, _ := one["id"].(string); strings.EqualFold(text, id) {
			return ok(one, ""), nil
		}
	}
	return nil, notFound
}

// attribute describes one, as RFC 7643 §7 has it.
func attribute(name, kind string, change map[string]any) map[string]any {
	a := map[string]any{
		"name": name, "type": kind, "multiValued": false, "required": false, "caseExact": false,
		"mutability": "readWrite", "returned": "default", "uniqueness": "none",
	}
	for key, value := range change {
		a[key] = value
	}
	return a
}

func (d *Door) described() []map[string]any {
	readOnly := map[string]any{"mutability": "readOnly"}
	schema := func(id, name string, attributes ...map[string]any) map[string]any {
		return map[string]any{
			"schemas": []string{metaSchemas + "Schema"}, "id": id, "name": name, "attributes": attributes,
			"meta": map[string]any{"resourceType": "Schema", "location": d.PublicURL + Prefix + "Schemas/" + id},
		}
	}
	members := []map[string]any{attribute("value", "string", map[string]any{"mutability": "immutable"}), attribute("display", "string", readOnly)}
	return []map[string]any{
		schema(userSchema, "User",
			attribute("userName", "string", map[string]any{"required": true, "uniqueness": "server"}),
			attribute("name", "complex", map[string]any{"subAttributes": []map[string]any{attribute("givenName", "string", nil), attribute("familyName", "string", nil)}}),
			attribute("displayName", "string", nil),
			attribute("active", "boolean", nil),
			attribute("emails", "complex", map[string]any{"multiValued": true, "subAttributes": []map[string]any{
				attribute("value", "string", nil), attribute("type", "string", nil), attribute("primary", "boolean", nil)}}),
			attribute("groups", "complex", map[string]any{"multiValued": true, "mutability": "readOnly", "subAttributes": members}),
		),
		schema(groupSchema, "Group",
			attribute("displayName", "string", map[string]any{"required": true, "uniqueness": "server"}),
			attribute("members", "complex", map[string]any{"multiValued": true, "subAttributes": members}),
		),
	}
}
