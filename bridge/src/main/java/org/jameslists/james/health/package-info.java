/** Health checks for operators: keys, domains, DNS and clock. Each finding says what is wrong and what to do. */
package org.jameslists.james.health;
