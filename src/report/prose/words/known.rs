//! Capitals that no report needs to define, in any language.

/// Short forms that everybody knows: of units, currencies, time zones, formats, broadcasters and what is named by nothing
/// else.
#[rustfmt::skip]
pub(crate) const KNOWN: &[&str] = &[
    "AA", "AAA", "ABC", "AD", "AI", "AIDS", "AM", "API", "ASCII", "AT&T",
    "BBC", "BC", "BCP", "BST", "CBS", "CD", "CD-ROM", "CEO", "CEST", "CET", "CFO", "CH4", "CHF", "CIA", "CNN", "CO2", "COVID", "COVID-19", "CPU", "CSS", "CST", "CSV", "CT", "CV",
    "DC", "DNA", "DOI", "DVD", "EB", "EDT", "EST", "ET", "EU", "EUR", "FAQ", "FBI", "FM", "GB", "GBP", "GDP", "GMT", "GNU", "GPS",
    "HIV", "HIV-AIDS", "HR", "HTML", "HTTP", "HTTPS", "IBM", "ICT", "ID", "IEC", "IEEE", "INR", "IP", "ISBN", "ISO", "ISSN", "IT",
    "JPEG", "JPY", "JSON", "KB", "LAN", "LED", "LGBT", "MB", "MD", "MHz", "MIME", "MP", "MS", "N2O", "NASA", "NATO", "NBC", "NGO",
    "OECD", "OK", "OS", "PB", "PC", "PDF", "PDT", "PIN", "PM", "PNG", "PR", "PST", "PT", "Q&A", "QR", "R&D", "RAM", "README", "RFC", "RNA", "ROM",
    "SIM", "SMS", "SOS", "SQL", "STD", "TB", "TV", "UI", "UK", "UN", "UNESCO", "UNICEF", "UNIX", "URI", "URL", "URN", "US", "USA", "USB", "USD", "UTC", "UX",
    "VAT", "VIP", "W3C", "WAN", "WHO", "WWW", "XML",
];

/// Words that standards and drafts set in capitals on purpose.
#[rustfmt::skip]
pub(crate) const EMPHASIZED: &[&str] = &[
    "ALL", "AND", "DELETE", "EACH", "ELSE", "FALSE", "FOR", "GET", "IF", "IN", "IS", "MAY", "MUST", "NO", "NOT", "NOTE", "NULL", "OF", "ONLY", "OPTIONAL", "OR",
    "POST", "PUT", "RECOMMENDED", "REQUIRED", "SHALL", "SHOULD", "THE", "THEN", "TODO", "TRUE", "WARNING", "WHILE", "YES",
];
