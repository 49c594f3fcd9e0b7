/** DomainKeys Identified Mail: RFC 6376, with RFC 8301 (algorithms), 8463 (Ed25519) and 8616 (internationalised names). */
package org.jameslists.dkim;
