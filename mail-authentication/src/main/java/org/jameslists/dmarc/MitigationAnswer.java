package org.jameslists.dmarc;

import java.util.List;

import org.jameslists.mail.DomainName;

/** Whether a list that changes a message must mitigate, so that receivers no longer judge it as the author's. */
public sealed interface MitigationAnswer {
    /** Why. */
    String reason();

    /** The results of looking for the policies, for each author domain and each discovery. */
    List<DmarcAnswer> answers();

    /**
     * It must: an author domain asks receivers to refuse or suspect mail that fails.
     *
     * @param author the author domain
     * @param policy its policy
     */
    record Mitigate(DomainName author, DmarcPolicy policy, String reason, List<DmarcAnswer> answers)
            implements MitigationAnswer {
        /** Takes a copy of the list. */
        public Mitigate {
            answers = List.copyOf(answers);
        }
    }

    /** It need not. */
    record NoNeed(String reason, List<DmarcAnswer> answers) implements MitigationAnswer {
        /** Takes a copy of the list. */
        public NoNeed {
            answers = List.copyOf(answers);
        }
    }

    /**
     * Not known: the DNS did not answer, From cannot be read, or there are too many author domains. A needless
     * mitigation is a nuisance, but a missing one loses mail: mitigate unless you have a reason not to.
     */
    record Unknown(String reason, List<DmarcAnswer> answers) implements MitigationAnswer {
        /** Takes a copy of the list. */
        public Unknown {
            answers = List.copyOf(answers);
        }
    }
}
