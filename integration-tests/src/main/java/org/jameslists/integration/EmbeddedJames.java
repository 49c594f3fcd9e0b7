package org.jameslists.integration;

import java.io.IOException;

import org.apache.james.FakeSearchMailboxModule;
import org.apache.james.GuiceJamesServer;
import org.apache.james.MemoryJamesConfiguration;
import org.apache.james.MemoryJamesServerMain;
import org.apache.james.modules.protocols.ImapGuiceProbe;
import org.apache.james.modules.protocols.SmtpGuiceProbe;
import org.apache.james.utils.WebAdminGuiceProbe;

/**
 * James' memory application in this process. The first start takes seconds, the next ones in the same process a
 * fraction of one. One at a time: James registers itself under fixed names in the process.
 */
public final class EmbeddedJames implements RunningJames {

    private final ConfigurationFolder folder;
    private final GuiceJamesServer server;
    private final WebAdmin webAdmin;

    private EmbeddedJames(ConfigurationFolder folder, GuiceJamesServer server) {
        this.folder = folder;
        this.server = server;
        this.webAdmin = new WebAdmin(
                server.getProbe(WebAdminGuiceProbe.class).getWebAdminPort().getValue());
    }

    /**
     * Starts a James.
     *
     * @throws FailedStart if James refuses the configuration; the folder is then deleted
     */
    public static EmbeddedJames start(ConfigurationFolder folder) throws FailedStart, IOException {
        // else a failed start would end this process
        System.setProperty("james.exit.on.startup.error", "false");
        GuiceJamesServer server = null;
        try {
            server = MemoryJamesServerMain.createServer(MemoryJamesConfiguration.builder()
                            .workingDirectory(folder.workingDirectory().toFile())
                            .build())
                    .combineWith(new FakeSearchMailboxModule());
            server.start();
            return new EmbeddedJames(folder, server);
        } catch (Exception e) {
            if (server != null) {
                server.stop();
            }
            folder.close();
            throw new FailedStart(e);
        }
    }

    @Override
    public int smtpPort() {
        return server.getProbe(SmtpGuiceProbe.class).getSmtpPort().getValue();
    }

    @Override
    public int imapPort() {
        return server.getProbe(ImapGuiceProbe.class).getImapPort();
    }

    @Override
    public WebAdmin webAdmin() {
        return webAdmin;
    }

    @Override
    public void close() throws IOException {
        server.stop();
        folder.close();
    }
}
