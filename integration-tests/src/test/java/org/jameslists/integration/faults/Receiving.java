package org.jameslists.integration.faults;

import org.jameslists.integration.BuildLayout;
import org.jameslists.integration.HookedJames;
import org.jameslists.integration.ListScene;
import org.jameslists.testing.LoopbackDns;

/** Where a message is looked at. */
enum Receiving {
    /** By the mailet, after the reply. */
    AUTHENTICATE,
    /** By the hook, before the reply. */
    HOOK;

    private static final String HANDLER = "//handler[@class='org.jameslists.hooks.DmarcHook']";
    private static final String MAILET = "//mailet[@class='org.jameslists.mailets.Authenticate']";
    private static final String TIME = "5 seconds";

    HookedJames start(LoopbackDns dns) throws Exception {
        return start(dns, TIME);
    }

    HookedJames start(LoopbackDns dns, String time) throws Exception {
        ListScene.Change change = folder -> {
            folder.setChild("mailetcontainer.xml", MAILET, "time", time);
            if (this == AUTHENTICATE) {
                folder.remove("smtpserver.xml", HANDLER);
            }
        };
        return HookedJames.start(
                BuildLayout.ofThisBuild(),
                dns,
                "<reject>refuse</reject><temperror>try-later</temperror><time>" + time + "</time>",
                change);
    }

    Fault.Fate expected(Fault fault) {
        return this == HOOK ? fault.answered() : fault.taken();
    }
}
