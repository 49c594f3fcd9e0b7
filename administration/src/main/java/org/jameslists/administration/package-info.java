/** WebAdmin routes, health checks and tasks for operators of lists. */
package org.jameslists.administration;
