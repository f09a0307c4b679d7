// Package fhir reads and writes what care administrations exchange: FHIR R4 in JSON,
// by the Dutch profiles (nl-core, zib 2020 of Nictiz). Pure: bytes to our types and back.
//
// The structs are our own, with no more than the fields Optrek uses. The Go libraries
// there are model every resource whole: what is read by accident can be kept by
// accident, and codes that they do not know make them refuse a file of ten thousand
// people. What has no field here (gender, address line, telephone, diagnosis) is never
// in memory as more than the bytes of the file.
package fhir
