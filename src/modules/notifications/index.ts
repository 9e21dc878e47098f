import { router } from "../../http/router";
import { notificationRoutes } from "./notifications.routes";

export const notificationsModule = router();
notificationsModule.route("/notifications", notificationRoutes);
