package postgres

// For tests of this package's own tables.
var BaseFiles = baseFiles

const BaseSince = baseSince
