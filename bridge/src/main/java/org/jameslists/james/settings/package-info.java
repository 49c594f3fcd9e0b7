/** Parameters, shared settings, keys and secrets. */
package org.jameslists.james.settings;
