package org.jameslists.integration;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import org.apache.james.FakeSearchMailboxModule;
import org.apache.james.GuiceJamesServer;
import org.apache.james.MemoryJamesConfiguration;
import org.apache.james.MemoryJamesServerMain;
import org.apache.james.modules.protocols.ImapGuiceProbe;
import org.apache.james.modules.protocols.SmtpGuiceProbe;
import org.apache.james.utils.SpoolerProbe;
import org.apache.james.utils.WebAdminGuiceProbe;

import com.google.inject.Module;

/**
 * James' memory application in this process. The first start takes seconds, the next ones in the same process a
 * fraction of one. One at a time: James registers itself under fixed names in the process.
 */
public final class EmbeddedJames implements RunningJames {

    private static final String SPOOL = "spool";
    private static final int SETTLED_ROUNDS = 5;
    private static final long POLL_MILLISECONDS = 20;

    private final ConfigurationFolder folder;
    private final Module[] modules;
    private GuiceJamesServer server;
    private WebAdmin webAdmin;

    private EmbeddedJames(ConfigurationFolder folder, GuiceJamesServer server, Module... modules) {
        this.folder = folder;
        this.modules = modules;
        this.server = server;
        this.webAdmin = webAdmin(server);
    }

    private static WebAdmin webAdmin(GuiceJamesServer server) {
        return new WebAdmin(
                server.getProbe(WebAdminGuiceProbe.class).getWebAdminPort().getValue());
    }

    /**
     * Starts a James.
     *
     * @throws FailedStart if James refuses the configuration; the folder is then deleted
     */
    public static EmbeddedJames start(ConfigurationFolder folder) throws FailedStart, IOException {
        return start(folder, new Module[0]);
    }

    /**
     * Starts a James with parts that the memory application lacks.
     *
     * @throws FailedStart if James refuses the configuration; the folder is then deleted
     */
    public static EmbeddedJames start(ConfigurationFolder folder, Module... modules) throws FailedStart, IOException {
        // else a failed start would end this process
        System.setProperty("james.exit.on.startup.error", "false");
        GuiceJamesServer server = null;
        try {
            server = server(folder, modules);
            server.start();
            return new EmbeddedJames(folder, server, modules);
        } catch (Exception e) {
            if (server != null) {
                server.stop();
            }
            folder.close();
            throw new FailedStart(e);
        }
    }

    private static GuiceJamesServer server(ConfigurationFolder folder, Module... modules) {
        return MemoryJamesServerMain.createServer(MemoryJamesConfiguration.builder()
                        .workingDirectory(folder.workingDirectory().toFile())
                        .build())
                .combineWith(new FakeSearchMailboxModule())
                .combineWith(modules);
    }

    /** Stops James and starts it anew with the same files; what it held in memory is lost. */
    public void restart() throws Exception {
        server.stop();
        server = server(folder, modules);
        server.start();
        webAdmin = webAdmin(server);
    }

    /**
     * Waits until James has nothing left to do now: whatever is in its queue "spool" waits for a later attempt. WebAdmin
     * cannot tell: listing a queue of the memory application closes it.
     *
     * @return how many mails wait
     * @throws AssertionError if there is more to do when the time is over
     */
    public int awaitSettled(Duration atMost) throws IOException, InterruptedException {
        SpoolerProbe spooler = server.getProbe(SpoolerProbe.class);
        long end = System.nanoTime() + atMost.toNanos();
        // between queue and spooler a mail is seen in neither for a moment
        int settledRounds = 0;
        Map<String, Integer> before = Map.of();
        while (settledRounds < SETTLED_ROUNDS) {
            Map<String, Integer> sizes = webAdmin.queueSizes();
            boolean othersAreEmpty =
                    sizes.entrySet().stream().allMatch(queue -> queue.getKey().equals(SPOOL) || queue.getValue() == 0);
            boolean settled = othersAreEmpty && spooler.processingFinished() && sizes.equals(before);
            settledRounds = settled ? settledRounds + 1 : 0;
            before = sizes;
            if (System.nanoTime() > end) {
                throw new AssertionError("after %s still at work: %s".formatted(atMost, sizes));
            }
            Thread.sleep(POLL_MILLISECONDS);
        }
        return before.getOrDefault(SPOOL, 0);
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
