export const API_VERSION = "1.8.4";
