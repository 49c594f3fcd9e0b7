/** What an operator looks at: keys, domains, DNS and clock, each with a finding in words and advice. */
package org.jameslists.james.health;
