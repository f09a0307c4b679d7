package scim

import (
	"strings"

	filter "github.com/scim2/filter-parser/v2"

	recruitmentv1 "github.com/optrek/optrek/proto/gen/optrek/recruitment/v1"
)

// What Optrek keeps of a user; the rest that a directory says of somebody is theirs to
// keep and none of ours (their telephone, their manager, their title).
const (
	userSchema       = "urn:ietf:params:scim:schemas:core:2.0:User"
	enterpriseSchema = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
)

// notKept are attributes a directory may send and we do not keep, in small letters.
var notKept = map[string]bool{
	"schemas": true, "id": true, "meta": true, "groups": true, "nickname": true, "profileurl": true, "title": true, "usertype": true,
	"preferredlanguage": true, "locale": true, "timezone": true, "password": true, "phonenumbers": true, "ims": true, "photos": true,
	"addresses": true, "entitlements": true, "roles": true, "x509certificates": true, strings.ToLower(enterpriseSchema): true,
}

// user is what is put together from a body or a patch.
type user struct{ *recruitmentv1.ProvisionedUser }

// take reads a whole resource, as POST and PUT send it. What is not known is left alone.
func (u user) take(body map[string]any) error {
	for name, value := range body {
		if err := u.set(strings.ToLower(name), value); err != nil && err != errUnknown { //nolint:errorlint // ours, as it is
			return err
		}
	}
	if u.UserName == "" {
		return badValue
	}
	return nil
}

// errUnknown says that there is no such attribute: no matter in a resource, a mistake in a path.
var errUnknown = badPath

// set gives one attribute a value. A dotted name is the sub-attribute, as Entra ID writes it.
func (u user) set(name string, value any) error {
	name = strings.TrimPrefix(name, strings.ToLower(userSchema)+":")
	var to *string
	switch name {
	case "username":
		to = &u.UserName
	case "externalid":
		to = &u.ExternalId
	case "displayname":
		to = &u.DisplayName
	case "name.givenname":
		to = &u.GivenName
	case "name.familyname":
		to = &u.FamilyName
	case "emails.value":
		to = &u.Email
	case "active":
		return asBool(value, &u.Active)
	case "name":
		return u.setName(value)
	case "emails":
		return u.setEmails(value)
	case "name.formatted", "name.middlename", "name.honorificprefix", "name.honorificsuffix", "emails.type", "emails.primary", "emails.display":
		return nil
	default:
		return unkept(name)
	}
	text, isText := value.(string)
	if value != nil && !isText {
		return badValue
	}
	*to = text
	return nil
}

func unkept(name string) error {
	if strings.HasPrefix(name, strings.ToLower(enterpriseSchema)) {
		return nil
	}
	if top, _, _ := strings.Cut(name, "."); notKept[top] {
		return nil
	}
	return errUnknown
}

// asBool also understands "True" and "False", as Entra ID sends them.
func asBool(value any, to *bool) error {
	switch v := value.(type) {
	case bool:
		*to = v
		return nil
	case string:
		if strings.EqualFold(v, "true") || strings.EqualFold(v, "false") {
			*to = strings.EqualFold(v, "true")
			return nil
		}
	}
	return badValue
}

func (u user) setName(value any) error {
	parts, isObject := value.(map[string]any)
	if value != nil && !isObject {
		return badValue
	}
	u.GivenName, u.FamilyName = "", ""
	for name, part := range parts {
		if err := u.set("name."+strings.ToLower(name), part); err != nil {
			return err
		}
	}
	return nil
}

// setEmails keeps the one that is primary, else the one for work, else the first.
func (u user) setEmails(value any) error {
	list, isList := value.([]any)
	if one, isObject := value.(map[string]any); isObject {
		list, isList = []any{one}, true
	}
	if value != nil && !isList {
		return badValue
	}
	best, email := 0, ""
	for _, item := range list {
		one, isObject := item.(map[string]any)
		text, isText := fieldOf(one, "value").(string)
		if !isObject || !isText {
			return badValue
		}
		if weight := weigh(one); weight > best {
			best, email = weight, text
		}
	}
	u.Email = email
	return nil
}

func weigh(email map[string]any) int {
	var primary bool
	if asBool(fieldOf(email, "primary"), &primary) == nil && primary {
		return 3
	}
	if kind, _ := fieldOf(email, "type").(string); strings.EqualFold(kind, "work") {
		return 2
	}
	return 1
}

// fieldOf finds a field whatever the capitals.
func fieldOf(object map[string]any, name string) any {
	for key, value := range object {
		if strings.EqualFold(key, name) {
			return value
		}
	}
	return nil
}

// patch carries out the operations in order, or none of them.
func (u user) patch(operations []operation) error {
	for _, o := range operations {
		if err := u.apply(o); err != nil {
			return err
		}
	}
	if u.UserName == "" {
		return badValue
	}
	return nil
}

func (u user) apply(o operation) error {
	if o.path == "" {
		object, isObject := o.value.(map[string]any)
		if o.verb == remove {
			return noTarget
		}
		if !isObject {
			return badValue
		}
		for name, value := range object {
			if err := u.at(name, o.verb, value); err != nil {
				return err
			}
		}
		return nil
	}
	return u.at(o.path, o.verb, o.value)
}

// at changes what a path points at.
func (u user) at(path, verb string, value any) error {
	if strings.EqualFold(path, enterpriseSchema) {
		return nil // the whole extension, in an operation without a path
	}
	p, err := filter.ParsePath([]byte(path))
	if err != nil {
		return badPath
	}
	name := pathOf(p.AttributePath)
	if uri := p.AttributePath.URI(); uri != "" && !strings.EqualFold(uri, userSchema) {
		name = strings.ToLower(uri) + ":" + name
	}
	if p.ValueExpression != nil {
		if name != "emails" || !meansOurs(p.ValueExpression) {
			return unkept(name)
		}
		if p.SubAttribute == nil { // the address itself, as an object
			name = "emails"
		}
	}
	if p.SubAttribute != nil {
		name += "." + strings.ToLower(*p.SubAttribute)
	}
	if name == "id" && verb != remove {
		if text, _ := value.(string); !strings.EqualFold(text, u.Id) {
			return unchanging
		}
	}
	if verb == remove {
		if name == "username" || name == "active" || name == "id" {
			return unchanging
		}
		value = nil
	}
	return u.set(name, value)
}

// meansOurs says whether emails[…] is the one that is kept: the one for work, or the primary.
func meansOurs(e filter.Expression) bool {
	one, isOne := e.(*filter.AttributeExpression)
	if !isOne || one.Operator != filter.EQ {
		return false
	}
	switch pathOf(one.AttributePath) {
	case "type":
		kind, _ := one.CompareValue.(string)
		return strings.EqualFold(kind, "work")
	case "primary":
		return one.CompareValue == true
	default:
		return false
	}
}
