/** What operators of lists use: WebAdmin routes, health checks and tasks. */
package org.jameslists.administration;
