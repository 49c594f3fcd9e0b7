/** What James calls apart from matchers and mailets. */
package org.jameslists.extension;
