package org.jameslists.commandline;

/** What other list servers do about DMARC, as mailets: the blocks of {@code docs/coming-from.md}. */
final class MitigationXml {
    private static final String STRICT = "org.jameslists.matchers.IsDmarcRejectSender";

    private MitigationXml() {}

    /** Whose posts are treated. */
    static String matcher(boolean all, String condition) {
        return all ? "All" : condition.isEmpty() ? STRICT : STRICT + "=" + condition;
    }

    /** From is the list's. */
    static String munge(String match, String phrase, boolean repliesToList) {
        return """
                <mailet match="%s" class="org.jameslists.mailets.MungeFrom">
                  <phrase>%s</phrase>
                  <replies>%s</replies>
                </mailet>
                """
                .formatted(match, phrase, repliesToList ? "list" : "author");
    }

    /** The post leaves inside one of the list. */
    static String wrap(String match) {
        return """
                <mailet match="%s" class="org.jameslists.mailets.WrapMessage">
                  <phrase>mailman</phrase>
                </mailet>
                """
                .formatted(match);
    }

    /** The author gets the post back, or nobody hears of it. */
    static String end(String match, boolean told) {
        return "<mailet match=\"%s\" class=\"org.jameslists.mailets.%s\"/>\n"
                .formatted(match, told ? "RejectPost" : "DiscardPost");
    }
}
