/** A whole James as a process of its own, measured from outside: mail in over SMTP, and out to a sink. */
package org.jameslists.benchmarks.james;
