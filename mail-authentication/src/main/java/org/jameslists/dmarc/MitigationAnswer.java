package org.jameslists.dmarc;

import java.util.List;

import org.jameslists.mail.DomainName;

/** Whether a list that changes a message has to mitigate: to stop it from being the author's message to receivers. */
public sealed interface MitigationAnswer {
    /** Why, in words. */
    String reason();

    /** What was found about the policies, for each author domain and each discovery. */
    List<DmarcAnswer> answers();

    /**
     * It has to: an author domain asks receivers to refuse or suspect what fails.
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
     * It could not be found: DNS did not answer, From cannot be read, or there are more author domains than are
     * looked up. A needless mitigation is a nuisance, a missing one loses mail: a caller without a reason to do otherwise
     * mitigates.
     */
    record Unknown(String reason, List<DmarcAnswer> answers) implements MitigationAnswer {
        /** Takes a copy of the list. */
        public Unknown {
            answers = List.copyOf(answers);
        }
    }
}
