CREATE TABLE Clubs (
  Club_ID INTEGER PRIMARY KEY,
  Name TEXT,
  Sport TEXT,
  City TEXT,
  Members INTEGER
);
CREATE TABLE Athletes (
  Athlete_ID INTEGER PRIMARY KEY,
  Name TEXT,
  Birth_Date DATE,
  Club_ID INTEGER,
  Height_Cm INTEGER,
  Weight_Kg REAL,
  Nationality TEXT,
  FOREIGN KEY (Club_ID) REFERENCES Clubs(Club_ID)
);
CREATE TABLE Therapists (
  Therapist_ID INTEGER PRIMARY KEY,
  Name TEXT,
  Specialty TEXT,
  City TEXT,
  Licensed_Year INTEGER,
  Fee REAL
);
CREATE TABLE Injuries (
  Injury_ID INTEGER PRIMARY KEY,
  Athlete_ID INTEGER,
  Body_Part TEXT,
  Kind TEXT,
  Happened DATE,
  Weeks_Out INTEGER,
  FOREIGN KEY (Athlete_ID) REFERENCES Athletes(Athlete_ID)
);
CREATE TABLE Sessions (
  Session_ID INTEGER PRIMARY KEY,
  Injury_ID INTEGER,
  Therapist_ID INTEGER,
  Held_On DATE,
  Method TEXT,
  Minutes INTEGER,
  Pain_Before INTEGER,
  Pain_After INTEGER,
  FOREIGN KEY (Injury_ID) REFERENCES Injuries(Injury_ID),
  FOREIGN KEY (Therapist_ID) REFERENCES Therapists(Therapist_ID)
);
INSERT INTO Clubs VALUES (1,'Lyon Voltigeurs','handball','Lyon',410),(2,'Porto Remo','rowing','Porto',185),(3,'Graz Gipfel','climbing','Graz',260),(4,'Cork Harriers','athletics','Cork',530),(5,'Nantes Atlantique HB','handball','Nantes',620),(6,'Gdynia Fale','swimming','Gdynia',345),(7,'Turku Sisu','athletics','Turku',295),(8,'Lleida Patins','roller hockey','Lleida',150);
INSERT INTO Athletes VALUES (1,'Mathilde Girard','1998-04-12',1,178,71.5,'France'),(2,'Rui Tavares','1995-09-30',2,191,88,'Portugal'),(3,'Lena Haas','2002-01-17',3,165,54,'Austria'),(4,'Ciara Nolan','2000-07-08',4,170,57.5,'Ireland'),(5,'Ibrahima Sow','1996-12-03',5,196,99,'Senegal'),(6,'Zuzanna Król','2004-05-25',6,174,63,'Poland'),(7,'Aleksi Niemi','1999-10-11',7,183,70.5,'Finland'),(8,'Jordi Puig','1993-03-02',8,176,77,'Spain'),(9,'Oumar Diallo','2001-08-19',1,189,92.5,'Senegal'),(10,'Aoife Byrne','1997-11-28',4,168,60,'Ireland'),(11,'Sofia Reis','2003-06-14',2,180,NULL,'Portugal'),(12,'Nico Strobl','2005-02-09',3,172,62,'Austria'),(13,'Elodie Faure','1994-10-05',NULL,166,58,'France');
INSERT INTO Therapists VALUES (1,'Bruno Salgado','knee','Porto',2008,65),(2,'Dr Anne Keller','shoulder','Graz',1999,110),(3,'Maeve Donoghue','running gait','Cork',2014,72),(4,'Karim Benali','knee','Lyon',2011,80),(5,'Tuula Saari','back','Turku',2003,95),(6,'Marta Wrona','shoulder','Gdynia',2018,55),(7,'Yves Cadic','hand','Nantes',2020,60),(8,'Pau Ferrer','back','Lleida',2016,68);
INSERT INTO Injuries VALUES (1,1,'knee','ligament tear','2023-10-14',26),(2,2,'back','strain','2024-01-20',4),(3,3,'finger','pulley tear','2024-02-11',9),(4,4,'hamstring','strain','2023-11-05',5),(5,5,'shoulder','dislocation','2024-03-02',12),(6,6,'shoulder','inflammation','2024-02-26',7),(7,7,'ankle','sprain','2024-04-13',3),(8,1,'ankle','sprain','2022-09-24',2),(9,9,'knee','inflammation','2024-01-31',6),(10,10,'knee','strain','2024-05-06',NULL),(11,8,'back','strain','2023-12-09',8),(12,12,'finger','fracture','2024-04-28',10),(13,4,'ankle','sprain','2024-05-19',1);
INSERT INTO Sessions VALUES (1,1,4,'2023-12-01','mobilisation',45,7,5),(2,1,4,'2024-01-12','strength',60,5,3),(3,2,1,'2024-01-29','massage',30,6,4),(4,3,2,'2024-03-04','taping',25,5,4),(5,4,3,'2023-11-16','massage',40,6,2),(6,5,7,'2024-03-30','mobilisation',50,8,6),(7,6,6,'2024-03-08','ultrasound',20,5,3),(8,7,5,'2024-04-22','taping',30,4,1),(9,9,4,'2024-02-09','ultrasound',25,6,5),(10,10,3,'2024-05-15','strength',55,5,5),(11,6,6,'2024-03-22','strength',45,3,1),(12,5,4,'2024-04-20','strength',65,6,2),(13,2,1,'2024-02-05','mobilisation',35,4,3),(14,4,3,'2023-11-30','strength',50,3,1);
