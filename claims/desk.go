package claims

// Desk is the organization that uses this installation: the author of every published verdict. There is one.
type Desk struct {
	Name     string `json:"name"`
	URL      string `json:"url"`       // home page; ""
	Contact  string `json:"contact"`   // where readers report errors: an address of any kind
	TimeZone string `json:"time_zone"` // IANA name; decides which day it is
	Version  int    `json:"version"`
}

// Check returns the faults as FieldErrors, or nil. Fields: "desk", "url", "contact". Whether TimeZone names a zone is
// checked by whoever can load it.
func (d Desk) Check() error {
	var bad FieldErrors
	checkLine(&bad, "desk", d.Name, MaxName, true)
	if d.URL != "" {
		if _, err := WebAddress(d.URL); err != nil {
			bad.Add("url", "Give a full address that begins with http:// or https://, or leave this empty.")
		}
	}
	checkLine(&bad, "contact", d.Contact, MaxLine, false)
	return bad.Err()
}
