package io.autoimport.sample.web;

import io.autoimport.core.event.JobCompleted;
import io.autoimport.core.event.WorkerImported;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages that there is something new, as server-sent events. What that is they ask for themselves. They are told now
 * and then in any case: other instances of this application may share its database.
 */
@RestController
class PageUpdates {

    private static final long OPEN_UNTIL_CLOSED = 0;
    private static final long LOOK_MILLIS = 500;
    private static final int LOOKS_WITHOUT_NEWS = 20;

    private final Set<SseEmitter> pages = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean news = new AtomicBoolean();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "page-updates");
        thread.setDaemon(true);
        return thread;
    });
    private final ScheduledFuture<?> looks =
            clock.scheduleAtFixedRate(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    private int looksWithoutNews;
    private volatile boolean closed;

    @GetMapping(path = "/api/updates", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter open() {
        SseEmitter page = new SseEmitter(OPEN_UNTIL_CLOSED);
        page.onCompletion(() -> pages.remove(page));
        page.onError(error -> pages.remove(page));
        pages.add(page);
        send(page);
        if (closed) {
            page.complete();
        }
        return page;
    }

    // Noted only: the events are published while what they tell of is not committed yet.
    @EventListener({JobCompleted.class, WorkerImported.class})
    void note() {
        news.set(true);
    }

    private void look() {
        boolean anyNews = news.getAndSet(false);
        looksWithoutNews = anyNews ? 0 : looksWithoutNews + 1;
        if (anyNews || looksWithoutNews >= LOOKS_WITHOUT_NEWS) {
            looksWithoutNews = 0;
            pages.forEach(this::send);
        }
    }

    private void send(SseEmitter page) {
        try {
            page.send(SseEmitter.event().name("changed").data(""));
        } catch (IOException | IllegalStateException e) {
            pages.remove(page); // somebody has closed it
        }
    }

    /** Before the web server waits for the end of its requests. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closed = true;
        pages.forEach(SseEmitter::complete);
    }

    @PreDestroy
    void end() {
        looks.cancel(false);
        clock.shutdown();
    }
}
