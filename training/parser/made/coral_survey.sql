CREATE TABLE Reef (Reef_ID INTEGER PRIMARY KEY, Reef_Name TEXT, Region TEXT, Reef_Type TEXT, Area_Km2 REAL, Max_Depth INTEGER, Protected_Since INTEGER);
CREATE TABLE Diver (Diver_ID INTEGER PRIMARY KEY, Name TEXT, Nationality TEXT, Licence_Level TEXT, Dives_Logged INTEGER, Home_City TEXT);
CREATE TABLE Survey (Survey_ID INTEGER PRIMARY KEY, Reef_ID INTEGER, Lead_Diver_ID INTEGER, Survey_Date DATE, Water_Temp REAL, Visibility_M INTEGER, Bleached_Pct REAL, FOREIGN KEY (Reef_ID) REFERENCES Reef(Reef_ID), FOREIGN KEY (Lead_Diver_ID) REFERENCES Diver(Diver_ID));
CREATE TABLE Species (Species_ID INTEGER PRIMARY KEY, Common_Name TEXT, Latin_Name TEXT, Family TEXT, Threat_Status TEXT);
CREATE TABLE Sighting (Survey_ID INTEGER, Species_ID INTEGER, Colony_Count INTEGER, Mean_Diameter_Cm REAL, PRIMARY KEY (Survey_ID, Species_ID), FOREIGN KEY (Survey_ID) REFERENCES Survey(Survey_ID), FOREIGN KEY (Species_ID) REFERENCES Species(Species_ID));
INSERT INTO Reef VALUES
(1,'Pulau Sapi Wall','Sabah','fringing',2.4,38,1974),(2,'Tanjung Rhu Garden','Sabah','patch',0.8,14,NULL),(3,'Blue Lagoon Ledge','Fiji','barrier',11.6,52,2005),
(4,'Namena Horseshoe','Fiji','barrier',60.9,45,1997),(5,'Kisite Shelf','Kenya','fringing',5.3,22,1978),(6,'Ras Iwatine','Kenya','patch',1.1,17,NULL),
(7,'Sesoko South','Okinawa','fringing',1.9,25,2016),(8,'Manza Dream Hole','Okinawa','fringing',0.6,41,1972),(9,'Glovers Rim','Belize','atoll',32.7,60,1993);
INSERT INTO Diver VALUES
(1,'Farah Idris','Malaysian','Master',1420,'Kota Kinabalu'),(2,'Ratu Vuki','Fijian','Advanced',610,'Savusavu'),(3,'Haruka Miyagi','Japanese','Master',980,'Naha'),
(4,'Joseph Mwangi','Kenyan','Rescue',455,'Mombasa'),(5,'Celia Novelo','Belizean','Advanced',388,'Dangriga'),(6,'Oskar Lindqvist','Swedish','Rescue',702,'Gothenburg'),
(7,'Park Jiyoon','Korean','Advanced',240,'Jeju'),(8,'Amina Said','Kenyan','Master',1105,'Mombasa'),(9,'Leo Tamanivalu','Fijian','Open Water',62,'Suva');
INSERT INTO Survey VALUES
(1,1,1,'2021-04-12',28.9,18,6.5),(2,1,6,'2022-04-20',29.6,15,12.0),(3,2,1,'2022-04-22',30.1,7,31.5),(4,3,2,'2021-09-03',26.4,27,2.2),
(5,4,2,'2022-09-14',26.8,30,3.1),(6,5,4,'2021-02-18',28.2,12,9.4),(7,5,8,'2023-02-25',29.9,10,24.8),(8,6,8,'2023-02-26',30.3,6,40.2),
(9,7,3,'2022-08-01',29.4,20,18.7),(10,8,3,'2023-08-05',30.0,22,21.3),(11,9,5,'2023-05-11',27.7,28,5.0),(12,7,7,'2023-08-09',30.6,17,NULL);
INSERT INTO Species VALUES
(1,'Staghorn coral','Acropora cervicornis','Acroporidae','critical'),(2,'Elkhorn coral','Acropora palmata','Acroporidae','critical'),(3,'Table coral','Acropora hyacinthus','Acroporidae','near threatened'),
(4,'Lobe coral','Porites lobata','Poritidae','least concern'),(5,'Brain coral','Platygyra lamellina','Merulinidae','near threatened'),(6,'Mushroom coral','Fungia fungites','Fungiidae','least concern'),
(7,'Blue coral','Heliopora coerulea','Helioporidae','vulnerable'),(8,'Fire coral','Millepora alcicornis','Milleporidae','least concern'),(9,'Bubble coral','Plerogyra sinuosa','Plerogyridae',NULL);
INSERT INTO Sighting VALUES
(1,3,44,61.5),(1,4,20,88.0),(2,3,31,57.2),(2,7,9,34.0),(3,4,12,40.3),(4,5,17,49.9),(5,3,58,72.4),(5,6,26,14.1),(6,4,33,65.0),(7,4,29,63.8),(8,6,11,12.6),(10,3,8,45.0),(11,1,6,52.1),(12,4,19,70.2);
