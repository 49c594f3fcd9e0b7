package org.jameslists.integration.study;

import java.util.List;
import java.util.Map;

import org.jameslists.testing.LoopbackDns;

/** How a receiver is brought to say what becomes of messages. */
interface Reception {
    /** What it says of each. */
    Map<Arriving, Opinion> hear(List<Arriving> messages, LoopbackDns dns) throws Exception;
}
